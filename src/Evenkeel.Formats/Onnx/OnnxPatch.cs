namespace Evenkeel.Formats.Onnx;

/// <summary>Bytes of a file that others take the place of.</summary>
/// <param name="Offset">Where the old ones begin.</param>
/// <param name="OldLength">How many there were.</param>
/// <param name="NewLength">How many there are to be.</param>
/// <param name="Write">Writes them.</param>
/// <param name="Message">The message whose length the change belongs to; null where the number of bytes stays.</param>
internal sealed record OnnxPatch(long Offset, long OldLength, long NewLength, Action<Stream> Write, ProtoMessage? Message)
{
    /// <summary>By how many bytes the file grows.</summary>
    public long Growth => NewLength - OldLength;

    /// <summary>Replaces bytes by others.</summary>
    public static OnnxPatch Of(long offset, long oldLength, byte[] bytes, ProtoMessage message) =>
        new(offset, oldLength, bytes.Length, stream => stream.Write(bytes), message);

    /// <summary>Adds the patches that make the lengths of all messages around follow.</summary>
    public static OnnxPatch[] WithLengths(IReadOnlyList<OnnxPatch> patches)
    {
        Dictionary<ProtoMessage, long> growth = new(ReferenceEqualityComparer.Instance);
        foreach (OnnxPatch patch in patches)
        {
            if (patch.Message is { } message && patch.Growth != 0) growth[message] = growth.GetValueOrDefault(message) + patch.Growth;
        }

        List<OnnxPatch> all = [.. patches];

        // From the inside out: the length of an inner message is a part of the outer one.
        PriorityQueue<ProtoMessage, int> open = new(growth.Keys.Select(message => (message, -Depth(message))));
        while (open.TryDequeue(out ProtoMessage? message, out _))
        {
            if (message.Parent is not { } parent || growth[message] == 0) continue;
            long lengthBytes = message.Start - message.LengthAt;
            byte[] length = Varint((ulong)(message.Length + growth[message]));
            all.Add(Of(message.LengthAt, lengthBytes, length, parent));
            if (!growth.ContainsKey(parent)) open.Enqueue(parent, -Depth(parent));
            growth[parent] = growth.GetValueOrDefault(parent) + growth[message] + length.Length - lengthBytes;
        }

        return [.. all];
    }

    /// <summary>Writes a file with its patches.</summary>
    /// <exception cref="TensorFileException">Two patches change the same bytes.</exception>
    public static void Copy(ByteSource source, IEnumerable<OnnxPatch> patches, Stream stream)
    {
        long position = 0;
        foreach (OnnxPatch patch in patches.OrderBy(patch => patch.Offset).ThenBy(patch => patch.OldLength))
        {
            if (patch.Offset < position)
            {
                throw new TensorFileException($"{source.Name}: two tensors that are to change share the bytes at {patch.Offset}; change one of them.");
            }

            PatchedCopy.Copy(source, position, patch.Offset, stream);
            patch.Write(stream);
            position = patch.Offset + patch.OldLength;
        }

        PatchedCopy.Copy(source, position, source.Length, stream);
    }

    /// <summary>Writes a number as the wire format does.</summary>
    public static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }

    private static int Depth(ProtoMessage message)
    {
        int depth = 0;
        for (ProtoMessage? outer = message.Parent; outer is not null; outer = outer.Parent)
        {
            depth++;
        }

        return depth;
    }
}
