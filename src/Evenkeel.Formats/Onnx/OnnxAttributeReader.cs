using System.Collections.Immutable;

namespace Evenkeel.Formats.Onnx;

/// <summary>An attribute of a node as a file has it, with the tensor and the graphs that it holds left where they lie.</summary>
internal sealed class OnnxAttributeReader
{
    public OnnxAttributeReader(ProtoReader reader, ReadBudget budget, ProtoMessage message)
    {
        budget.Take(500);
        (long? whole, double? number, string? text) = (null, null, null);
        List<long> wholes = [];
        List<double> numbers = [];
        List<string> texts = [];
        reader.Position = message.Start;
        while (reader.Next(message, out int field, out int wire))
        {
            switch (field, wire)
            {
                case (1, ProtoReader.Bytes): Name = reader.Text(message, budget); break;
                case (2, ProtoReader.Fixed32): number = Single(reader.Word(message)); break;
                case (3, ProtoReader.Varint): whole = unchecked((long)reader.Number(message)); break;
                case (4, ProtoReader.Bytes): text = reader.Text(message, budget); break;
                case (5, ProtoReader.Bytes): Tensor = Pass(reader, message, Tensor is not null); break;
                case (6 or 11, ProtoReader.Bytes):
                    budget.Take(64);
                    Graphs.Add(Pass(reader, message, false));
                    break;
                case (7, ProtoReader.Fixed32):
                    budget.Take(16);
                    numbers.Add(Single(reader.Word(message)));
                    break;
                case (7, ProtoReader.Bytes):
                    for (ProtoMessage packed = reader.Enter(message); reader.Position < packed.End;)
                    {
                        budget.Take(16);
                        numbers.Add(Single(reader.Word(packed)));
                    }

                    break;
                case (8, ProtoReader.Varint):
                    budget.Take(16);
                    wholes.Add(unchecked((long)reader.Number(message)));
                    break;
                case (8, ProtoReader.Bytes):
                    for (ProtoMessage packed = reader.Enter(message); reader.Position < packed.End;)
                    {
                        budget.Take(16);
                        wholes.Add(unchecked((long)reader.Number(packed)));
                    }

                    break;
                case (9, ProtoReader.Bytes): texts.Add(reader.Text(message, budget)); break;
                case (22, ProtoReader.Bytes): Sparse = Pass(reader, message, Sparse is not null); break;
                default: reader.Skip(message, wire); break;
            }
        }

        Value = new() { Whole = whole, Number = number, Text = text, Wholes = [.. wholes], Numbers = [.. numbers], Texts = [.. texts] };
    }

    public string Name { get; } = "";

    public OnnxValue Value { get; }

    /// <summary>The TensorProto that it holds, or null.</summary>
    public ProtoMessage? Tensor { get; }

    /// <summary>The SparseTensorProto that it holds, or null.</summary>
    public ProtoMessage? Sparse { get; }

    public List<ProtoMessage> Graphs { get; } = [];

    private static double Single(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    private static ProtoMessage Pass(ProtoReader reader, ProtoMessage parent, bool isSecond)
    {
        ProtoMessage message = reader.Enter(parent);
        if (isSecond) throw reader.Wrong($"the attribute that ends at byte {parent.End} holds two tensors where one is needed.");
        reader.Position = message.End;
        return message;
    }
}
