using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Evenkeel.Formats.Onnx;

/// <summary>Reads what an ONNX file says of itself: graphs, nodes, and where tensors lie.</summary>
/// <remarks>Messages and field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.</remarks>
internal sealed class OnnxGraphReader
{
    /// <summary>A sub-graph lies three messages below its graph, and protobuf's own readers go no deeper than 100.</summary>
    private const int DeepestGraph = 32;

    private readonly ProtoReader reader;
    private readonly ReadBudget budget;
    private readonly OnnxTensorReader tensorReader;
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public OnnxGraphReader(ByteSource source)
    {
        reader = new(source);
        budget = new(source.Name);
        tensorReader = new(source, reader, budget);
        ReadModel();
    }

    public List<OnnxTensor> Tensors { get; } = [];

    public Dictionary<string, string> OtherTensors { get; } = new(StringComparer.Ordinal);

    public List<OnnxNode> Nodes { get; } = [];

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public Dictionary<string, long> Opsets { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>The functions of the model by domain and name, each with its inputs and the name of its graph.</summary>
    public Dictionary<(string Domain, string Name), (ImmutableArray<string> Inputs, string Graph)> Functions { get; } = [];

    private void ReadModel()
    {
        ProtoMessage model = reader.File;
        List<ProtoMessage> graphs = [];
        List<ProtoMessage> functions = [];
        (string producer, string version) = ("", "");
        Dictionary<string, string> own = new(StringComparer.Ordinal);
        while (reader.Next(model, out int field, out int wire))
        {
            switch (field, wire)
            {
                case (1, ProtoReader.Varint): own["onnx.ir_version"] = FormattableString.Invariant($"{reader.Number(model)}"); break;
                case (2, ProtoReader.Bytes): producer = reader.Text(model, budget); break;
                case (3, ProtoReader.Bytes): version = reader.Text(model, budget); break;
                case (6, ProtoReader.Bytes): own["onnx.doc_string"] = reader.Text(model, budget); break;
                case (7, ProtoReader.Bytes): Collect(graphs, model); break;
                case (8, ProtoReader.Bytes): ReadOpset(reader.Enter(model)); break;
                case (14, ProtoReader.Bytes):
                    budget.Take(100);
                    (string key, string value) = OnnxTensorReader.Entry(reader, reader.Enter(model), budget);
                    Metadata[key] = value;
                    break;
                case (25, ProtoReader.Bytes): Collect(functions, model); break;
                default: reader.Skip(model, wire); break;
            }
        }

        if (graphs.Count == 0) throw reader.Wrong("it holds no graph, so it is no ONNX model.");
        if (producer.Length > 0) own["onnx.producer"] = version.Length > 0 ? $"{producer} {version}" : producer;
        foreach ((string key, string value) in own)
        {
            Metadata.TryAdd(key, value);
        }

        // A message that comes twice is one message in two parts, whose lists follow each other.
        foreach (ProtoMessage graph in graphs) ReadGraph(graph, "", 1);
        foreach (ProtoMessage function in functions) ReadFunction(function);
    }

    private void Collect(List<ProtoMessage> messages, ProtoMessage parent)
    {
        budget.Take(64);
        ProtoMessage message = reader.Enter(parent);
        messages.Add(message);
        reader.Position = message.End;
    }

    private void ReadOpset(ProtoMessage opset)
    {
        budget.Take(100);
        string domain = "";
        ulong version = 0;
        while (reader.Next(opset, out int field, out int wire))
        {
            if (field == 1 && wire == ProtoReader.Bytes) domain = reader.Text(opset, budget);
            else if (field == 2 && wire == ProtoReader.Varint) version = reader.Number(opset);
            else reader.Skip(opset, wire);
        }

        Opsets[domain] = unchecked((long)version);
    }

    private void ReadGraph(ProtoMessage graph, string path, int depth)
    {
        if (depth > DeepestGraph) throw reader.Wrong($"the graph at byte {graph.Start} lies {depth} graphs deep; {DeepestGraph} are read.");
        HashSet<string> own = new(StringComparer.Ordinal);
        reader.Position = graph.Start;
        while (reader.Next(graph, out int field, out int wire))
        {
            if (wire != ProtoReader.Bytes || field is not (1 or 5 or 11 or 12 or 15))
            {
                reader.Skip(graph, wire);
                continue;
            }

            ProtoMessage part = reader.Enter(graph);
            switch (field)
            {
                case 1: ReadNode(part, path, depth, own); break;
                case 5: AddTensor(part, null, path, own); break;
                case 15: AddSparse(part, null, path, own); break;
                default:
                    string port = ReadPort(part);
                    if (path.Length == 0) (field == 11 ? Inputs : Outputs).Add(port);
                    break;
            }

            reader.Position = part.End;
        }
    }

    private void ReadFunction(ProtoMessage function)
    {
        (string name, string domain) = ("", "");
        List<string> inputs = [];
        List<ProtoMessage> nodes = [];
        reader.Position = function.Start;
        while (reader.Next(function, out int field, out int wire))
        {
            switch (field, wire)
            {
                case (1, ProtoReader.Bytes): name = reader.Text(function, budget); break;
                case (4, ProtoReader.Bytes): inputs.Add(reader.Text(function, budget)); break;
                case (7, ProtoReader.Bytes): Collect(nodes, function); break;
                case (10, ProtoReader.Bytes): domain = reader.Text(function, budget); break;
                default: reader.Skip(function, wire); break;
            }
        }

        string path = $"{domain}.{name}";
        budget.Take(200);
        Functions[(domain, name)] = ([.. inputs], path);
        HashSet<string> own = new(StringComparer.Ordinal);
        foreach (ProtoMessage node in nodes) ReadNode(node, path, 1, own);
    }

    private string ReadPort(ProtoMessage port)
    {
        string name = "";
        while (reader.Next(port, out int field, out int wire))
        {
            if (field == 1 && wire == ProtoReader.Bytes) name = reader.Text(port, budget);
            else reader.Skip(port, wire);
        }

        return name;
    }

    private void ReadNode(ProtoMessage message, string path, int depth, HashSet<string> own)
    {
        budget.Take(250);
        reader.Position = message.Start;
        (string type, string domain, string name) = ("", "", "");
        List<string> inputs = [];
        List<string> outputs = [];
        List<OnnxAttributeReader> attributes = [];
        while (reader.Next(message, out int field, out int wire))
        {
            switch (field, wire)
            {
                case (1, ProtoReader.Bytes): inputs.Add(reader.Text(message, budget)); break;
                case (2, ProtoReader.Bytes): outputs.Add(reader.Text(message, budget)); break;
                case (3, ProtoReader.Bytes): name = reader.Text(message, budget); break;
                case (4, ProtoReader.Bytes): type = reader.Text(message, budget); break;
                case (5, ProtoReader.Bytes):
                    ProtoMessage attribute = reader.Enter(message);
                    attributes.Add(new(reader, budget, attribute));
                    reader.Position = attribute.End;
                    break;
                case (7, ProtoReader.Bytes): domain = reader.Text(message, budget); break;
                default: reader.Skip(message, wire); break;
            }
        }

        Dictionary<string, OnnxValue> values = new(StringComparer.Ordinal);
        foreach (OnnxAttributeReader attribute in attributes)
        {
            values[attribute.Name] = attribute.Value;
        }

        OnnxNode node = new()
        {
            OpType = type,
            Domain = domain == "ai.onnx" ? "" : domain,
            Name = name,
            Inputs = [.. inputs],
            Outputs = [.. outputs],
            Attributes = values.Count == 0 ? FrozenDictionary<string, OnnxValue>.Empty : values,
            Graph = path,
        };
        Nodes.Add(node);
        string label = name.Length > 0 ? name : outputs.Count > 0 ? outputs[0] : "";
        foreach (OnnxAttributeReader attribute in attributes)
        {
            if (node is { OpType: "Constant", Domain: "", Outputs: [var output, ..] } && output.Length > 0)
            {
                if (attribute is { Name: "value", Tensor: { } tensor }) AddTensor(tensor, output, path, own);
                if (attribute is { Name: "sparse_value", Sparse: { } sparse }) AddSparse(sparse, output, path, own);
            }

            for (int i = 0; i < attribute.Graphs.Count; i++)
            {
                string inner = $"{path}/{label}.{attribute.Name}{(attribute.Graphs.Count > 1 ? FormattableString.Invariant($"[{i}]") : "")}";
                budget.TakeText(inner.Length);
                ReadGraph(attribute.Graphs[i], inner, depth + 1);
            }
        }
    }

    private void AddTensor(ProtoMessage message, string? value, string path, HashSet<string> own)
    {
        if (tensorReader.Read(message, value, path, name => Unique(name, path, own), (name, type) => OtherTensors.Add(name, type)) is { } tensor)
        {
            Tensors.Add(tensor);
        }
    }

    private void AddSparse(ProtoMessage sparse, string? value, string path, HashSet<string> own)
    {
        budget.Take(100);
        string name = value ?? "";
        reader.Position = sparse.Start;
        while (name.Length == 0 && reader.Next(sparse, out int field, out int wire))
        {
            if (field != 1 || wire != ProtoReader.Bytes)
            {
                reader.Skip(sparse, wire);
                continue;
            }

            ProtoMessage values = reader.Enter(sparse);
            while (reader.Next(values, out field, out wire))
            {
                if (field == 8 && wire == ProtoReader.Bytes) name = reader.Text(values, budget);
                else reader.Skip(values, wire);
            }
        }

        if (name.Length == 0) throw reader.Wrong($"the sparse tensor at byte {sparse.Start} has no name.");
        OtherTensors.Add(Unique(name, path, own), "sparse");
    }

    /// <summary>Graphs may use each other's names, a graph its own only once.</summary>
    private string Unique(string name, string path, HashSet<string> own)
    {
        budget.Take(64);
        if (!own.Add(name)) throw reader.Wrong($"two tensors of one graph have the name '{name}'; the second ends before byte {reader.Position}.");
        if (names.Add(name)) return name;
        string full = $"{path}/{name}";
        budget.TakeText(full.Length);
        for (int i = 2; !names.Add(full); i++)
        {
            full = FormattableString.Invariant($"{path}/{name}#{i}");
        }

        return full;
    }
}
