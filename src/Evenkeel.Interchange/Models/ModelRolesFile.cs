using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>The tensors of a file as the rules look at them: each with its name taken apart, and what lies beside it.</summary>
internal sealed class ModelRolesFile
{
    private readonly Dictionary<string, TensorInfo> byText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byBias = new(StringComparer.Ordinal);
    private readonly int firstConvolution;
    private readonly bool isStoredInOut;

    public ModelRolesFile(IReadOnlyList<TensorInfo> tensors)
    {
        Tensors = tensors;
        Paths = [.. tensors.Select(tensor => new ModelRolesPath(tensor.Name))];
        firstConvolution = tensors.Count;
        for (int i = 0; i < tensors.Count; i++)
        {
            (ModelRolesPath path, TensorInfo tensor) = (Paths[i], tensors[i]);
            byText.TryAdd(path.Text, tensor);
            if (tensor.Shape.Length >= 3 && path.Leaf.StartsWith("weight", StringComparison.Ordinal))
            {
                firstConvolution = Math.Min(firstConvolution, i);
            }

            isStoredInOut |= path.Parent == "c_attn" && path.Leaf == "weight" && tensor.Shape is [var rows, var columns] && columns == 3 * rows;

            // Both kernels of a recurrent or separable layer claim its bias: it belongs to what the input meets first there, and to what is last here.
            if (path.BiasText is { Length: > 0 } bias && !(path.Leaf == "weight_v" && tensor.Shape.Length < 2) && (!byBias.TryGetValue(bias, out int other) || Rank(path) < Rank(Paths[other])))
            {
                byBias[bias] = i;
            }
        }
    }

    /// <summary>What the file holds.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>The names of <see cref="Tensors"/>, taken apart.</summary>
    public ImmutableArray<ModelRolesPath> Paths { get; }

    /// <summary>The place of the weights that a bias belongs to; −1 where none is known.</summary>
    public int WeightsOf(int bias) => byBias.TryGetValue(Paths[bias].Text, out int weights) && weights != bias ? weights : -1;

    /// <summary>How many gates the recurrent layer has that a weight belongs to; 0 where it cannot be told.</summary>
    public int Gates(int weight)
    {
        ModelRolesPath path = Paths[weight];
        bool isKeras = path.Leaf.EndsWith("kernel", StringComparison.Ordinal);
        string recurrent = path.Prefix + (isKeras ? "recurrent_kernel" : path.Leaf.Replace("_ih", "_hh", StringComparison.Ordinal));
        if (!byText.TryGetValue(recurrent, out TensorInfo? square) || square.Shape.Length != 2)
        {
            return 0;
        }

        // Only an LSTM may project its outputs, and then its recurrent weights are not gates × square.
        (long gates, long units) = isKeras ? (square.Shape[1], square.Shape[0]) : (square.Shape[0], square.Shape[1]);
        return byText.ContainsKey(path.Prefix + path.Leaf.Replace("_ih", "_hr", StringComparison.Ordinal).Replace("_hh", "_hr", StringComparison.Ordinal)) && !isKeras ? 4
            : units > 0 && gates % units == 0 && gates / units is >= 1 and <= 4 ? (int)(gates / units) : 0;
    }

    /// <summary>How many groups a transposed convolution [in, out / groups, …] has, by the bias beside it; 0 where it cannot be told.</summary>
    public long Groups(int weight)
    {
        ImmutableArray<long> shape = Tensors[weight].Shape;
        return Bias(Paths[weight]) is { Shape: [var units] } && shape.Length > 1 && units != shape[0] && shape[1] > 0 && units > 0 && units % shape[1] == 0 && shape[0] % (units / shape[1]) == 0
            ? units / shape[1] : 0;
    }

    /// <summary>Whether a clue holds of a tensor, and what it says, to stand behind the number of axes; null where it does not hold.</summary>
    public string? Says(ModelRolesClue clue, int at)
    {
        TensorInfo tensor = Tensors[at];
        ModelRolesPath path = Paths[at];
        ImmutableArray<long> shape = tensor.Shape;
        return clue switch
        {
            ModelRolesClue.WholeNumbers => When(!tensor.Type.IsFloat(), $" of {tensor.Type.Label()}"),
            ModelRolesClue.BesideRunningMean => When(Has(path, "running_mean") || Has(path, "moving_mean"), " beside a running mean"),
            ModelRolesClue.BesideBiasOfItsShape => When(Bias(path) is { } bias && bias.Shape.AsSpan().SequenceEqual(shape.AsSpan()) && shape.Length > 0, " beside a bias of the same shape"),
            ModelRolesClue.BesideBiasOfItsRows => When(Bias(path) is { } added && added.Shape.Length == 1 && added.Shape[0] == shape[0], " beside a bias"),
            ModelRolesClue.BesideRecurrentKernel => When(Has(path, "recurrent_kernel") && Gates(at) > 1, " beside a recurrent kernel"),
            ModelRolesClue.OneGate => When(Gates(at) == 1, ", recurrent weights square"),
            ModelRolesClue.RowsThrice => When(shape[0] == 3 * shape[1], ", the first three times the second"),
            ModelRolesClue.ColumnsThrice => When(shape[1] == 3 * shape[0], ", the second three times the first"),
            ModelRolesClue.RowsInThree => When(shape[0] % 3 == 0, ""),
            ModelRolesClue.RowsInTwo => When(shape[0] % 2 == 0, ""),
            ModelRolesClue.StoredInOut => When(isStoredInOut, " in a file whose c_attn is [in, 3 × out]"),
            ModelRolesClue.BiasLikeSecond => BiasLike(path, shape[1], shape[0], "second"),
            ModelRolesClue.BiasLikeLast => BiasLike(path, shape[^1], shape[^2], "last"),
            ModelRolesClue.BiasOfGroups => When(Groups(at) > 1, $" and a bias of {Number(Groups(at) * shape[1])}, {Number(Groups(at))} times the second of them"),
            ModelRolesClue.NormLikeSecond => When(NormAfter(path) is { } norm && norm == shape[1] && norm != shape[0], $", and the normalization after it has {Number(shape[1])} channels, like its second"),
            ModelRolesClue.NotLikeFirst => When(!IsLikeFirst(path, shape), ""),
            ModelRolesClue.OneInput => When(shape[1] == 1 && shape[0] > 1, ", the second of them 1"),
            ModelRolesClue.OneInputLater => When(shape[1] == 1 && shape[0] > 1 && at > firstConvolution, ", the second of them 1"),
            ModelRolesClue.OneInputBeforeLast => When(shape[^2] == 1, ", the last but one of them 1"),
            ModelRolesClue.OneLongAxis => When(shape.Count(size => size != 1) <= 1, ""),
            ModelRolesClue.SmallKernel => When(shape.Skip(2).All(size => size <= LargestKernel), ""),
            _ => "",
        };
    }

    private const long LargestKernel = 31;

    private static int Rank(ModelRolesPath path) => path.Leaf is "recurrent_kernel" or "depthwise_kernel" ? 1 : 0;

    private static string? When(bool holds, string words) => holds ? words : null;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private bool Has(ModelRolesPath path, string leaf) => byText.ContainsKey(path.Prefix + leaf);

    private TensorInfo? Bias(ModelRolesPath path) =>
        path.BiasText is { Length: > 0 } text && byText.GetValueOrDefault(text) is { } bias ? bias
        : path.Leaf == "scale" ? byText.GetValueOrDefault(path.Prefix + "offset") : null;

    private string? BiasLike(ModelRolesPath path, long outputs, long other, string axis) =>
        When(outputs != other && Bias(path) is { Shape: [var units] } && units == outputs, $" and a bias of {Number(outputs)}, like the {axis} of them");

    private bool IsLikeFirst(ModelRolesPath path, ImmutableArray<long> shape) => shape[0] != shape[1]
        && ((Bias(path) is { Shape: [var units] } && units == shape[0]) || NormAfter(path) == shape[0]);

    /// <summary>The channels of a batch normalization that stands next in a numbered sequence; null where none does.</summary>
    private long? NormAfter(ModelRolesPath path)
    {
        if (!int.TryParse(path.Parent, NumberStyles.None, CultureInfo.InvariantCulture, out int place) || place == int.MaxValue)
        {
            return null;
        }

        string before = path.Prefix[..^(path.Parent.Length + 1)];
        return byText.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"{before}{place + 1}.running_mean")) is { Shape: [var channels] } ? channels : null;
    }
}
