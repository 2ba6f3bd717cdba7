using System.Globalization;
using System.Text;

namespace Evenkeel.Formats.Onnx;

/// <summary>Writes models in the ONNX format: the same model, the same bytes.</summary>
/// <remarks>Fields come in the order of their numbers, as protobuf's own writers put them. https://onnx.ai/onnx/repo-docs/IR.html.</remarks>
public static class OnnxWriter
{
    /// <summary>Writes a file beside its place, and moves it there once it is whole.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The model takes more than 2³¹ − 1 bytes, or uses what the format has not.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, OnnxModel model)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ProtoWriter bytes = Model(model);
        AtomicFile.Write(path, bytes.CopyTo);
    }

    /// <summary>Writes a model.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The model takes more than 2³¹ − 1 bytes, or uses what the format has not.</exception>
    public static void Write(Stream stream, OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Model(model).CopyTo(stream);
    }

    private static ProtoWriter Model(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(model.Name);
        ProtoWriter bytes = new ProtoWriter()
            .Number(1, model.IrVersion)
            .Text(2, model.Producer)
            .Text(6, model.Description)
            .Message(7, Graph(model))
            .Message(8, new ProtoWriter().Text(1, "", always: true).Number(2, model.Opset));
        foreach ((string key, string value) in model.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            bytes.Message(14, new ProtoWriter().Text(1, key, always: true).Text(2, value, always: true));
        }

        return bytes.Length <= int.MaxValue
            ? bytes
            : throw new ArgumentException($"Model '{model.Name}' takes {bytes.Length} bytes; an ONNX file holds at most {int.MaxValue}.", nameof(model));
    }

    private static ProtoWriter Graph(OnnxModel model)
    {
        ProtoWriter graph = new();
        foreach (OnnxNode node in model.Nodes)
        {
            graph.Message(1, Node(node));
        }

        graph.Text(2, model.Name);
        foreach (NamedTensor tensor in model.Initializers)
        {
            ProtoWriter bytes = new();
            foreach (long axis in tensor.Info.Shape)
            {
                bytes.Number(1, axis);
            }

            graph.Message(5, bytes.Number(2, OnnxTypes.Code(tensor.Info.Type)).Text(8, tensor.Info.Name).Bytes(9, tensor.Bytes));
        }

        foreach (OnnxPort port in model.Inputs)
        {
            graph.Message(11, Port(port));
        }

        foreach (OnnxPort port in model.Outputs)
        {
            graph.Message(12, Port(port));
        }

        return graph;
    }

    private static ProtoWriter Node(OnnxNode node)
    {
        ProtoWriter bytes = new();
        foreach (string input in node.Inputs)
        {
            bytes.Text(1, input, always: true);
        }

        foreach (string output in node.Outputs)
        {
            bytes.Text(2, output, always: true);
        }

        bytes.Text(3, node.Name).Text(4, node.OpType);
        foreach ((string name, OnnxValue value) in node.Attributes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            bytes.Message(5, Attribute(name, value));
        }

        return bytes.Text(7, node.Domain);
    }

    /// <summary>The last field is the kind of value that the attribute has: AttributeProto.AttributeType.</summary>
    private static ProtoWriter Attribute(string name, OnnxValue value)
    {
        ProtoWriter bytes = new ProtoWriter().Text(1, name);
        if (value.Number is { } number) return bytes.Single(2, (float)number).Number(20, 1);
        if (value.Whole is { } whole) return bytes.Number(3, whole).Number(20, 2);
        if (value.Text is { } text) return bytes.Bytes(4, Encoding.UTF8.GetBytes(text)).Number(20, 3);
        foreach (double entry in value.Numbers)
        {
            bytes.Single(7, (float)entry);
        }

        foreach (long entry in value.Wholes)
        {
            bytes.Number(8, entry);
        }

        foreach (string entry in value.Texts)
        {
            bytes.Text(9, entry, always: true);
        }

        return bytes.Number(20, value.Numbers.Length > 0 ? 6 : value.Texts.Length > 0 ? 8 : 7);
    }

    private static ProtoWriter Port(OnnxPort port)
    {
        ProtoWriter shape = new();
        foreach (string axis in port.Shape)
        {
            ProtoWriter dimension = new();
            shape.Message(1, long.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? dimension.Number(1, size) : dimension.Text(2, axis));
        }

        ProtoWriter tensor = new ProtoWriter().Number(1, OnnxTypes.Code(port.Type)).Message(2, shape);
        return new ProtoWriter().Text(1, port.Name).Message(2, new ProtoWriter().Message(1, tensor)).Text(3, port.Description);
    }
}
