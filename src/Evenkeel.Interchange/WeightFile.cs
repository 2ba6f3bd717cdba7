using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Formats;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange;

/// <summary>Parameters read from a file of tensors, by name or by order, and written to one.</summary>
/// <remarks>A dense weight is [out, in] in a file. One that fits only as [in, out] is turned round; a square one is taken as [out, in].</remarks>
public static class WeightFile
{
    /// <summary>Reads parameters.</summary>
    /// <param name="path">A <c>.safetensors</c> or <c>.npz</c> file.</param>
    /// <param name="network">The network they belong to.</param>
    /// <param name="parameters">Receives them, all or none.</param>
    /// <returns>How they were found, in one sentence.</returns>
    /// <exception cref="DataSourceException">A tensor is missing, too many, of another shape, or not finite, or the file says that its network has other residual branches; the message says what was found and what is needed.</exception>
    /// <exception cref="TensorFileException">The file is damaged or of no known format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Read(string path, Network network, ParameterStore parameters)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        using TensorFile file = TensorFile.Open(path);
        CheckBranches(file, network);
        (ParameterStore read, string how) = Read(file, network);
        parameters.CopyFrom(read);
        return how;
    }

    /// <summary>The parameters of a network as tensors, weights [out, in].</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <returns>The tensors in the order of the layers, weight before bias.</returns>
    public static ImmutableArray<NamedTensor> Tensors(Network network, ParameterStore parameters)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(parameters);
        ImmutableArray<NamedTensor>.Builder tensors = ImmutableArray.CreateBuilder<NamedTensor>();
        for (int i = 0; i < network.Graph.Parameters.Length; i++)
        {
            ParameterInfo info = network.Graph.Parameters[i];
            float[] values = [.. parameters[new(i)]];
            if (info.Weights is not null)
            {
                float[] turned = new float[values.Length];
                DenseLayout.ToOutputMajor(values, turned, info.Shape.Axes[0], info.Shape.Axes[1]);
                values = turned;
            }

            tensors.Add(NamedTensor.FromSingles(info.Name, FileShape(info), values));
        }

        return tensors.ToImmutable();
    }

    /// <summary>Refuses weights of other residual branches: they have the names and the shapes of a plain stack's, and would compute something else.</summary>
    private static void CheckBranches(TensorFile file, Network network)
    {
        if (NetworkFile.SpecOf(file) is not { } spec || spec.Branch == network.Spec.Branch)
        {
            return;
        }

        string wayOut = spec.Branch == 0 ? "leave --branch out" : $"say --branch {spec.Branch.ToString(CultureInfo.InvariantCulture)}";
        throw new DataSourceException($"{file.FileName} holds the weights of {Structure(spec)}, but {network} is {Structure(network.Spec)}; {wayOut}.");
    }

    private static string Structure(NetworkSpec spec) => spec.Branch switch
    {
        0 => "a plain stack",
        1 => "a network with residual branches of 1 layer",
        _ => $"a network with residual branches of {spec.Branch.ToString(CultureInfo.InvariantCulture)} layers",
    };

    /// <summary>Reads parameters; memory for them is taken only once all shapes are known to fit.</summary>
    internal static (ParameterStore Parameters, string How) Read(TensorFile file, Network network)
    {
        ImmutableArray<ParameterInfo> wanted = network.Graph.Parameters;
        bool byName = wanted.All(info => file.Find(info.Name) is not null);
        if (!byName && file.Tensors.Count != wanted.Length)
        {
            string missing = wanted.First(info => file.Find(info.Name) is null).Name;
            throw new DataSourceException(
                $"{file.FileName} holds {file.Tensors.Count} tensors ({Names(file)}), but {network} needs {wanted.Length}, by name ({missing} …) or in the same order.");
        }

        TensorInfo[] tensors = [.. wanted.Select((info, i) => byName ? file.Find(info.Name)! : file.Tensors[i])];
        bool[] fit = [.. wanted.Zip(tensors, (info, tensor) => Fits(file, tensor, info))];
        ParameterStore parameters = new(network.Graph);
        for (int i = 0; i < tensors.Length; i++)
        {
            Place(file, tensors[i], wanted[i], fit[i], parameters[new(i)]);
        }

        string how = byName ? $"{file.FileName}: {wanted.Length} tensors read by name." : $"{file.FileName}: {wanted.Length} tensors read in their order, {Names(file)}.";
        return (parameters, how);
    }

    /// <summary>Whether a tensor has the shape that files use; false where it must be turned round.</summary>
    private static bool Fits(TensorFile file, TensorInfo tensor, ParameterInfo info)
    {
        long[] expected = FileShape(info);
        bool fits = tensor.Shape.AsSpan().SequenceEqual(expected);
        bool fitsTurned = expected.Length == 2 && tensor.Shape.AsSpan().SequenceEqual([expected[1], expected[0]]);
        return fits || fitsTurned
            ? fits
            : throw new DataSourceException($"{file.FileName}: tensor '{tensor.Name}' has shape {tensor.ShapeText()}, but '{info.Name}' needs {string.Join('×', expected)}.");
    }

    private static void Place(TensorFile file, TensorInfo tensor, ParameterInfo info, bool fits, Span<float> values)
    {
        float[] read = file.Read(tensor).ToSingles();
        int bad = Array.FindIndex(read, value => !float.IsFinite(value));
        if (bad >= 0)
        {
            throw new DataSourceException($"{file.FileName}: tensor '{tensor.Name}' holds {read[bad]} at position {bad}; weights must be finite.");
        }

        if (info.Weights is not null && fits)
        {
            DenseLayout.ToInputMajor(read, values, info.Shape.Axes[1], info.Shape.Axes[0]);
        }
        else
        {
            read.CopyTo(values);
        }
    }

    private static long[] FileShape(ParameterInfo info)
    {
        Shape shape = info.Weights?.Axes ?? info.Shape;
        return [.. shape.Axes.Select(axis => (long)axis)];
    }

    private static string Names(TensorFile file) =>
        string.Join(", ", file.Tensors.Take(6).Select(tensor => tensor.Name)) + (file.Tensors.Count > 6 ? ", …" : "");
}
