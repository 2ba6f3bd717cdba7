namespace Evenkeel.Formats.Onnx;

/// <summary>A tensor of an ONNX file and where its elements lie.</summary>
internal sealed record OnnxTensor
{
    /// <summary>Name, type and shape.</summary>
    public required TensorInfo Info { get; init; }

    /// <summary>The name by which nodes call it, which sub-graphs may use again.</summary>
    public required string Value { get; init; }

    /// <summary>The graph that it belongs to.</summary>
    public required string Graph { get; init; }

    /// <summary>The TensorProto.</summary>
    public required ProtoMessage Message { get; init; }

    /// <summary>Whether a byte holds two elements.</summary>
    public bool IsNibbles { get; init; }

    /// <summary>The bytes that the elements take where they are stored.</summary>
    public long StoredLength => IsNibbles ? Info.Count / 2 + Info.Count % 2 : Info.ByteLength;

    /// <summary>How many numbers are stored: two elements of 4 bits are one.</summary>
    public long StoredCount => IsNibbles ? StoredLength : Info.Count;

    /// <summary>The field of the TensorProto with the elements; 0 where a file beside the model has them, or where there are none.</summary>
    public int Field { get; init; }

    /// <summary>Whether the elements lie one after the other from <see cref="TensorInfo.Offset"/> on, as they are in memory.</summary>
    public bool IsContiguous { get; init; }

    /// <summary>The file beside the model that has the elements; null where the model has them.</summary>
    public OnnxDataFile? DataFile { get; init; }
}
