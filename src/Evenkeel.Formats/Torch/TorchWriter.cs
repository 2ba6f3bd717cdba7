using System.Buffers.Binary;
using Evenkeel.Formats.Zip;

namespace Evenkeel.Formats.Torch;

/// <summary>Writes a file of PyTorch anew with other elements in some tensors; the checksums of the archive follow, every other byte stays.</summary>
/// <remarks>The entry <c>.data/serialization_id</c> of newer files, by which they can be told apart and which nothing checks, stays too.</remarks>
internal sealed class TorchWriter(ByteSource source, TorchImage image)
{
    private const int PartBytes = 1 << 20;

    /// <summary>Where elements lie no further apart, what is between them is read and written back with them.</summary>
    private const int WorthRewriting = 1 << 12;

    /// <summary>Refuses a tensor that cannot be written.</summary>
    /// <exception cref="TensorFileException">Its type holds no fractions, its elements share memory with each other, it is deflated, or its checksum is not where it should be.</exception>
    public void Check(string name, TorchView view)
    {
        TorchPlace place = image.Places[view.Storage.Key];
        if (view.Type.Type is not { } type || !type.IsFloat())
        {
            throw Wrong(name, $"is of {view.Type.Name}, which is no type of weights; f8_e4m3, f8_e5m2, f16, bf16, f32 and f64 can be written");
        }

        if (TorchAxis.MayMeet(TorchAxis.Of(view)))
        {
            throw Wrong(name, "shows the same elements of its storage at several places, as expand() does; it cannot take elements of its own");
        }

        if (place.IsPacked)
        {
            throw Wrong(name, $"is deflated in the zip entry '{place.Entry!.Name}'; load the file in PyTorch and save it again, which stores it as it is");
        }

        if (view.Count > Array.MaxLength)
        {
            throw Wrong(name, $"has {view.Count} elements, more than the {Array.MaxLength} that can be made at once");
        }

        if (place.Entry is { HasDescriptor: true } entry && DescribedAt(entry, place) < 0)
        {
            throw Wrong(name, $"lies in the zip entry '{entry.Name}', whose checksum does not follow it at byte {place.Offset + entry.PackedLength}");
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Receives it; readable, writable and seekable.</param>
    /// <param name="changes">The views that change, each checked, and what makes their elements.</param>
    public void Write(Stream stream, IReadOnlyList<(TorchView View, Action<Span<float>> Fill)> changes)
    {
        byte[] part = GC.AllocateUninitializedArray<byte>(PartBytes);
        for (long done = 0; done < source.Length;)
        {
            int length = (int)Math.Min(part.Length, source.Length - done);
            source.ReadExactly(done, part.AsSpan(0, length));
            stream.Write(part, 0, length);
            done += length;
        }

        HashSet<TorchPlace> touched = [];
        foreach ((TorchView view, Action<Span<float>> fill) in changes)
        {
            float[] values = GC.AllocateUninitializedArray<float>(checked((int)view.Count));
            fill(values);
            Scatter(stream, view, values);
            touched.Add(image.Places[view.Storage.Key]);
        }

        foreach (TorchPlace place in touched)
        {
            if (place.Entry is { } entry)
            {
                Follow(stream, entry, place, Crc32.Of(stream, place.Offset, entry.Length, part));
            }
        }
    }

    private void Scatter(Stream stream, TorchView view, float[] values)
    {
        if (values.Length == 0)
        {
            return;
        }

        int size = view.Type.Size;
        long start = image.Places[view.Storage.Key].Offset + view.Start * size;
        List<GatherAxis> axes = TorchAxis.Of(view);
        GatherAxis run = axes.Count > 0 ? axes[0] : new(1, 1, 1);
        long[] index = new long[axes.Count];
        long from = 0;
        long to = 0;
        float[] gathered = new float[Math.Min(run.Count, PartBytes / 8)];
        byte[] encoded = new byte[gathered.Length * size];
        byte[] span = new byte[run.From > 1 && run.From * size <= WorthRewriting ? PartBytes : 0];
        while (true)
        {
            for (long done = 0; done < run.Count;)
            {
                int part = (int)Math.Min(run.Count - done, span.Length > 0 ? Math.Min(gathered.Length, (span.Length / size - 1) / run.From + 1) : gathered.Length);
                for (int i = 0; i < part; i++)
                {
                    gathered[i] = values[to + (done + i) * run.To];
                }

                Span<byte> bytes = encoded.AsSpan(0, part * size);
                ElementEncoder.Encode(gathered.AsSpan(0, part), view.Type.Type!.Value, image.BigEndian, bytes);
                Put(stream, start + (from + done * run.From) * size, bytes, size, (int)Math.Min(run.From, int.MaxValue), span);
                done += part;
            }

            int axis = 1;
            for (; axis < axes.Count; axis++)
            {
                from += axes[axis].From;
                to += axes[axis].To;
                if (++index[axis] < axes[axis].Count)
                {
                    break;
                }

                from -= axes[axis].From * axes[axis].Count;
                to -= axes[axis].To * axes[axis].Count;
                index[axis] = 0;
            }

            if (axis >= axes.Count)
            {
                return;
            }
        }
    }

    private static void Put(Stream stream, long position, ReadOnlySpan<byte> elements, int size, long step, byte[] span)
    {
        stream.Position = position;
        if (step == 1)
        {
            stream.Write(elements);
            return;
        }

        if (span.Length == 0)
        {
            for (int i = 0; i < elements.Length; i += size, position += step * size)
            {
                stream.Position = position;
                stream.Write(elements.Slice(i, size));
            }

            return;
        }

        Span<byte> old = span.AsSpan(0, (int)((elements.Length / size - 1) * step + 1) * size);
        stream.ReadExactly(old);
        for (int i = 0, at = 0; i < elements.Length; i += size, at += (int)step * size)
        {
            elements.Slice(i, size).CopyTo(old[at..]);
        }

        stream.Position = position;
        stream.Write(old);
    }

    /// <summary>Puts a checksum where the archive says it: in its directory, and in the entry's own header or in the descriptor behind its content.</summary>
    private void Follow(Stream stream, ZipEntry entry, TorchPlace place, uint checksum)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, checksum);
        stream.Position = entry.RecordOffset + 16;
        stream.Write(bytes);

        // A header before a descriptor says 0; one that says the checksum all the same is kept true.
        if (!entry.HasDescriptor || Number(entry.HeaderOffset + 14) != 0)
        {
            stream.Position = entry.HeaderOffset + 14;
            stream.Write(bytes);
        }

        if (entry.HasDescriptor)
        {
            stream.Position = DescribedAt(entry, place);
            stream.Write(bytes);
        }
    }

    /// <summary>Where the descriptor's checksum is: behind a signature, which is optional; −1 where neither place holds what the directory says.</summary>
    private long DescribedAt(ZipEntry entry, TorchPlace place)
    {
        long at = place.Offset + entry.PackedLength;
        uint listed = Number(entry.RecordOffset + 16);
        return Number(at) == 0x08074B50 && Number(at + 4) == listed ? at + 4
            : Number(at) == listed ? at
            : -1;
    }

    private uint Number(long at)
    {
        Span<byte> bytes = stackalloc byte[4];
        source.ReadExactly(at, bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private TensorFileException Wrong(string name, string what) => new($"{source.Name}: tensor '{name}' {what}.");
}
