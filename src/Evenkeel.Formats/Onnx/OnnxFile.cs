using System.Collections.Immutable;

namespace Evenkeel.Formats.Onnx;

/// <summary>A model in the ONNX format: its graph, and the tensors that it computes with.</summary>
/// <remarks>
/// The tensors are the initializers of the graph, of its sub-graphs, and the values of <c>Constant</c> nodes, which bear the name of their output. A name that an
/// earlier graph has is preceded by the graph's. https://onnx.ai/onnx/repo-docs/IR.html.
/// </remarks>
public sealed class OnnxFile : TensorFile
{
    /// <summary>A model has a dozen fields and one more for each remark and each function.</summary>
    private const int MostFields = 100_000;

    private readonly ByteSource source;
    private readonly Dictionary<string, OnnxTensor> tensors = new(StringComparer.Ordinal);
    private readonly Lazy<OnnxConsumers> consumers;

    internal OnnxFile(ByteSource source)
        : base(new ByteSourceStream(source), source.Name)
    {
        this.source = source;
        OnnxGraphReader model = new(source);
        foreach (OnnxTensor tensor in model.Tensors)
        {
            tensors.Add(tensor.Info.Name, tensor);
        }

        Tensors = [.. model.Tensors.Select(tensor => tensor.Info)];
        OtherTensors = model.OtherTensors;
        Metadata = model.Metadata;
        Nodes = [.. model.Nodes];
        Inputs = [.. model.Inputs];
        Outputs = [.. model.Outputs];
        Opsets = model.Opsets;
        consumers = new(() => new(Nodes, model.Functions));
    }

    /// <inheritdoc/>
    public override string Format => "onnx";

    /// <summary>The operations: those of the main graph in its order, each followed by those of its sub-graphs, then those of functions.</summary>
    public ImmutableArray<OnnxNode> Nodes { get; }

    /// <summary>The names of what goes into the main graph; older files name its initializers here too.</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>The names of what comes out of the main graph.</summary>
    public ImmutableArray<string> Outputs { get; }

    /// <summary>The version of each set of operators, by its domain; ONNX's own has the empty domain.</summary>
    public IReadOnlyDictionary<string, long> Opsets { get; }

    /// <summary>The tensors whose elements cannot be read, each with why: the name of a type such as <c>string</c> or <c>complex64</c>, or <c>sparse</c>.</summary>
    public IReadOnlyDictionary<string, string> OtherTensors { get; }

    /// <summary>Finds the nodes that compute with a tensor, through nodes that only bring it into another form, and into functions.</summary>
    /// <param name="name">A tensor of <see cref="TensorFile.Tensors"/>, or another value of the main graph.</param>
    /// <returns>The uses in the order in which they are met; none for a name that nothing uses.</returns>
    /// <remarks>
    /// Passed through: <c>Identity</c>, <c>Transpose</c>, <c>Reshape</c>, <c>Flatten</c>, <c>Squeeze</c>, <c>Unsqueeze</c>, <c>Cast</c>, <c>CastLike</c>,
    /// <c>QuantizeLinear</c> and <c>DequantizeLinear</c>, each by its first input only; their other inputs are uses.
    /// </remarks>
    public ImmutableArray<OnnxUse> ConsumersOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return tensors.TryGetValue(name, out OnnxTensor? tensor) ? consumers.Value.Of(tensor.Value, tensor.Graph) : consumers.Value.Of(name, "");
    }

    /// <inheritdoc/>
    public override NamedTensor Read(TensorInfo tensor)
    {
        OnnxTensor found = Own(tensor);
        RefuseTooLarge(found.Info);
        byte[] bytes = new byte[found.Info.ByteLength];
        using OnnxBytes reader = new(source, found, 0);
        reader.Read(bytes);
        reader.RefuseMore();
        return new(found.Info.Name, found.Info.Type, found.Info.Shape, bytes);
    }

    /// <inheritdoc/>
    public override ElementReader OpenElements(TensorInfo tensor, long start = 0)
    {
        OnnxTensor found = Own(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, found.Info.Count);
        return new OnnxElements(source, found, start);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Where the elements lie in a file beside the model, every such file is written beside the new model under the same relative name. Numbers of varying
    /// length may come to take another number of bytes, which the lengths of the messages around them follow.
    /// </remarks>
    public override void SaveAs(string path, IReadOnlyList<ChangedTensor> changes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(changes);
        new OnnxRewriter(source, [.. tensors.Values], [.. changes.Select(change => (Own(change.Tensor), change.Fill))]).Save(path);
    }

    /// <summary>Tells whether bytes are those of a model: fields that a model has, up to the end, and a graph among them.</summary>
    internal static bool Recognises(ByteSource source)
    {
        ProtoReader reader = new(source);
        bool hasGraph = false;
        int fields = 0;
        try
        {
            while (reader.Next(reader.File, out int field, out int wire))
            {
                bool fits = field switch
                {
                    1 or 5 => wire == ProtoReader.Varint,
                    2 or 3 or 4 or 6 or 7 or 8 or 14 or 20 or 25 or 26 => wire == ProtoReader.Bytes,
                    _ => false,
                };
                if (!fits || ++fields > MostFields) return false;
                hasGraph |= field == 7;
                reader.Skip(reader.File, wire);
            }
        }
        catch (TensorFileException)
        {
            return false;
        }

        return hasGraph;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) source.Dispose();
    }

    private OnnxTensor Own(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensors.TryGetValue(tensor.Name, out OnnxTensor? found)
            ? found
            : throw new ArgumentException($"Tensor '{tensor.Name}' is not one of {FileName}.", nameof(tensor));
    }
}
