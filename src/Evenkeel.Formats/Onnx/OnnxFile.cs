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

    /// <summary>The highest field of ModelProto in onnx 1.19; later ones may add more.</summary>
    private const int NewestField = 26;

    private readonly Dictionary<string, OnnxTensor> tensors = new(StringComparer.Ordinal);
    private readonly Lazy<OnnxConsumers> consumers;

    internal OnnxFile(ByteSource source)
        : base(source)
    {
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
    /// <remarks>
    /// Where the elements lie in a file beside the model, every such file is written beside the new model under the same relative name. Numbers of varying
    /// length may come to take another number of bytes, which the lengths of the messages around them follow.
    /// </remarks>
    public override void SaveAs(string path, IReadOnlyList<ChangedTensor> changes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(changes);
        new OnnxRewriter(Source, [.. tensors.Values], [.. changes.Select(change => (Own(change.Tensor), change.Fill))]).Save(path);
    }

    /// <summary>Tells whether bytes are those of a model: fields that a model has, up to the end, and a graph among them; where the file's name says so, a good start is enough.</summary>
    internal static bool Recognises(ReadOnlySpan<byte> start, ByteSource source)
    {
        if (start.IsEmpty) return false;
        ProtoReader reader = new(source);
        bool isNamed = source.Name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
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
                    _ => field > NewestField && fields > 0,
                };
                if (!fits || ++fields > MostFields) return isNamed && fields > 0;
                hasGraph |= field == 7;
                reader.Skip(reader.File, wire);
            }
        }
        catch (TensorFileException)
        {
            return isNamed && fields > 0;
        }

        return hasGraph || isNamed;
    }

    private protected override Stream OpenBytes(TensorInfo tensor, long start)
    {
        OnnxTensor found = Own(tensor);
        long first = found.IsNibbles ? start / 2 : start;
        Stream stored = Stored(found, first);
        return found.IsNibbles ? new NibbleStream(stored, found.Info.Type == TensorType.Int8, start % 2 == 1, found.Info.Count - start) : stored;
    }

    private Stream Stored(OnnxTensor tensor, long first)
    {
        if (tensor.Field != 0 && !tensor.IsContiguous) return new OnnxFieldStream(Source, tensor, first);
        long skipped = first * tensor.Info.Type.Size();
        (long offset, long length) = (tensor.Info.Offset + skipped, tensor.StoredLength - skipped);
        return tensor.DataFile is { } file
            ? new ByteSourceStream(new FileByteSource(file.Path), offset, length, owns: true)
            : new ByteSourceStream(Source, offset, length);
    }

    private OnnxTensor Own(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensors.TryGetValue(tensor.Name, out OnnxTensor? found)
            ? found
            : throw new ArgumentException($"Tensor '{tensor.Name}' is not one of {FileName}.", nameof(tensor));
    }
}
