using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Formats;
using Evenkeel.Formats.Onnx;
using Evenkeel.Networks;

namespace Evenkeel.Interchange;

/// <summary>Networks as ONNX models, which other programs run.</summary>
/// <remarks>
/// The input <c>input</c> is [N, inputs], any number of rows. A classifier with a cross-entropy gives <c>logits</c> [N, outputs] and <c>probabilities</c> [N, classes],
/// another classifier <c>scores</c> [N, outputs], and a regression <c>values</c> [N, outputs]. Dense layers are <c>Gemm</c>, whose weights [out, in] have the names they
/// have in a safetensors file; activations are operators of opset 13, and a residual branch ends in an <c>Add</c>. The metadata are those of a safetensors file, so that <see cref="NetworkFile.Load"/> reads both.
/// </remarks>
public static class NetworkOnnx
{
    /// <summary>The operators of 2020: the oldest with all that is needed, so that old programs read the file too.</summary>
    private const int Opset = 13;

    /// <summary>The format that came with them.</summary>
    private const int IrVersion = 7;

    /// <summary>Writes a network.</summary>
    /// <param name="path">The file; replaced as a whole once everything is written.</param>
    /// <param name="saved">The network.</param>
    /// <exception cref="DataSourceException">The network takes more than 2 GB, the most an ONNX file holds.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, SavedNetwork saved)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(saved);
        ImmutableArray<NamedTensor> tensors = WeightFile.Tensors(saved.Network, saved.Parameters);
        if (tensors.Sum(tensor => (long)tensor.Bytes.Length) + MostWords > int.MaxValue)
        {
            throw new DataSourceException($"The parameters of {saved.Network} take more than 2 GB, the most that an ONNX file holds; save them as .safetensors.");
        }

        OnnxWriter.Save(path, Model(saved, tensors));
    }

    private static OnnxModel Model(SavedNetwork saved, ImmutableArray<NamedTensor> tensors)
    {
        Network network = saved.Network;
        OnnxGraph graph = new();
        (string signal, string stream) = ("input", "input");
        foreach (NetworkLayer layer in network.Layers)
        {
            bool isLast = layer.Number == network.Layers.Length;
            string prefix = string.Create(CultureInfo.InvariantCulture, $"layers.{layer.Number}");
            string z = isLast ? OutputName(network) : $"{prefix}.z";
            string[] parameters = layer.Bias is null ? [$"{prefix}.weight"] : [$"{prefix}.weight", $"{prefix}.bias"];
            stream = layer.Place == 1 ? signal : stream;
            graph.Add("Gemm", [signal, .. parameters], z, ("transB", OnnxValue.Of(1)));
            signal = isLast ? z
                : layer.IsBranchEnd ? graph.Add("Add", [stream, z], $"{prefix}.a")
                : OnnxActivation.Add(graph, network.Spec.Activation, z, $"{prefix}.a");
        }

        List<OnnxPort> outputs = [new(signal, TensorType.Float32, ["N", Text(network.Outputs)])];
        if (HasProbabilities(network))
        {
            outputs.Add(new(AddProbabilities(graph, network, signal), TensorType.Float32, ["N", Text(network.Classes)], $"One a class: {Words(saved.Classes)}"));
        }

        return new()
        {
            Name = "network",
            Nodes = graph.Nodes,
            Initializers = tensors,
            Inputs = [new("input", TensorType.Float32, ["N", Text(network.InputShape.Count)], Inputs(saved))],
            Outputs = [.. outputs],
            Opset = Opset,
            IrVersion = IrVersion,
            Producer = "evenkeel",
            Description = Description(saved),
            Metadata = NetworkFile.Metadata(saved),
        };
    }

    private static bool HasProbabilities(Network network) => network.Classes > 0 && network.Spec.Loss == LossKind.CrossEntropy;

    private static string OutputName(Network network) => HasProbabilities(network) ? "logits" : network.Classes > 0 ? "scores" : "values";

    /// <summary>The shares of the classes; one output stands for the second of two.</summary>
    private static string AddProbabilities(OnnxGraph graph, Network network, string logits)
    {
        const string name = "probabilities";
        if (network.Outputs > 1)
        {
            return graph.Add("Softmax", [logits], name, ("axis", OnnxValue.Of(1)));
        }

        string no = graph.Add("Sigmoid", [graph.Add("Neg", [logits], "logits.negated")], "probabilities.first");
        string yes = graph.Add("Sigmoid", [logits], "probabilities.second");
        return graph.Add("Concat", [no, yes], name, ("axis", OnnxValue.Of(1)));
    }

    private static string Description(SavedNetwork saved)
    {
        Network network = saved.Network;
        string function = network.HiddenLayers.Length == 0 ? "" : $" with {network.Function.Name}";
        string outcome = HasProbabilities(network) ? "'logits' as the network computes them, and 'probabilities', one a class"
            : network.Classes > 0 ? "'scores' as the network computes them"
            : "'values', what the network foretells";
        return $"Dense layers {network}{function}{(network.Spec.Branches > 0 ? ", in residual branches" : "")}, written by Evenkeel. Takes 'input', {Inputs(saved)} Gives {outcome}.{(network.Classes > 0 ? $" Classes: {Words(saved.Classes)}" : "")}";
    }

    /// <summary>What a row of the input is: the network knows nothing of how raw data become numbers.</summary>
    private static string Inputs(SavedNetwork saved)
    {
        string count = Text(saved.Network.InputShape.Count);
        string meaning = saved.Schema is not null ? "made of a table's columns as the metadata 'evenkeel.schema' says, standardised where a column has a mean and a standard deviation"
            : saved.Network.InputShape.Axes.Length > 1 ? $"an image {saved.Network.InputShape} row by row, grey levels from {(saved.IsSigned ? "−1" : "0")} to 1"
            : "as the data set gives them";
        return $"any number of rows of {count} numbers, {meaning}.";
    }

    private static string Words(ImmutableArray<string> classes) => $"{string.Join(", ", classes.Take(MostClasses))}{(classes.Length > MostClasses ? ", …" : ".")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private const int MostClasses = 20;

    /// <summary>Room for all that is not a parameter.</summary>
    private const int MostWords = 16 << 20;
}
