using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Evenkeel.Formats.Npy;

namespace Evenkeel.Formats;

/// <summary>Writes tensors that are made while they are written: in bounded memory, making one part while the part before is on its way to the disk.</summary>
/// <remarks>It holds two buffers of <see cref="PartLength"/> elements. The bytes are those that <see cref="TensorWriter"/> writes for the same tensors.</remarks>
public sealed class TensorStreamWriter
{
    /// <summary>The endings that <see cref="Save"/> knows.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".npy", ".npz", ".safetensors", ".csv"];

    /// <summary>The most elements that are made at once; a multiple of 16, ≥ 32.</summary>
    public int PartLength { get; init; } = 1 << 21;

    /// <summary>Threads that make text; they change the speed, never the text.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Told how many elements are written, of all tensors together, after each part; from another thread. Null for nobody.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Ends the writing before the next part.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Remarks to keep in the file; only safetensors can.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Says why a file cannot hold so many tensors.</summary>
    /// <param name="path">The file, whose ending names the format.</param>
    /// <param name="tensors">How many tensors there are.</param>
    /// <returns>One sentence with the way out; null where the file can.</returns>
    public static string? Refusal(string path, int tensors)
    {
        ArgumentNullException.ThrowIfNull(path);
        string ending = Path.GetExtension(path);
        return ending.Length == 0 ? $"{Path.GetFileName(path)} needs an ending that names its format: {string.Join(", ", Endings)}."
            : !Endings.Contains(ending, StringComparer.OrdinalIgnoreCase)
                ? $"{Path.GetFileName(path)} ends in '{ending}', which names no format that can be written; {string.Join(", ", Endings)} do."
            : Is(ending, ".npy") && tensors != 1
                ? $"{Path.GetFileName(path)} would hold {tensors} tensors, but an .npy file holds one; choose .npz or .safetensors."
                : null;
    }

    /// <summary>Writes a file in the format that its ending names, beside its place, and moves it there once it is whole.</summary>
    /// <param name="path">Where to; an existing file is replaced. It ends in one of <see cref="Endings"/>, in any case.</param>
    /// <param name="tensors">What to write; exactly one for <c>.npy</c>. Names differ.</param>
    /// <exception cref="ArgumentException">The ending is unknown, two tensors have one name, or the format cannot hold what it is given.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> ended it; what was there before stays.</exception>
    public void Save(string path, IReadOnlyList<StreamedTensor> tensors)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        if (Refusal(path, tensors.Count) is { } reason)
        {
            throw new ArgumentException(reason, nameof(path));
        }

        string ending = Path.GetExtension(path);
        AtomicFile.Write(path, stream =>
        {
            if (Is(ending, ".npy")) WriteNpy(stream, tensors[0]);
            else if (Is(ending, ".npz")) WriteNpz(stream, tensors);
            else if (Is(ending, ".safetensors")) WriteSafetensors(stream, tensors);
            else
            {
                using StreamWriter text = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
                WriteCsv(text, tensors);
            }
        });
    }

    /// <summary>Writes one array in NumPy's <c>.npy</c> format, version 1.0.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensor">The array; its name is not written.</param>
    public void WriteNpy(Stream stream, StreamedTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensor);
        WriteArray(stream, tensor, Pump());
    }

    /// <summary>Writes arrays in NumPy's <c>.npz</c> format, not compressed; beyond 4 GB with the format's 64-bit sizes.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="tensors">The arrays, whose names differ.</param>
    /// <exception cref="ArgumentException">Two tensors have one name.</exception>
    public void WriteNpz(Stream stream, IReadOnlyList<StreamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        TensorWriter.RefuseTwins(tensors.Select(tensor => tensor.Info));
        PartPump pump = Pump();
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (StreamedTensor tensor in tensors)
        {
            using Stream content = TensorWriter.OpenNpzEntry(archive, tensor.Info.Name, compress: false);
            WriteArray(content, tensor, pump);
        }
    }

    /// <summary>Writes tensors in the safetensors format, in the order given.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors, whose names differ.</param>
    /// <exception cref="ArgumentException">Two tensors have one name.</exception>
    public void WriteSafetensors(Stream stream, IReadOnlyList<StreamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        TensorWriter.RefuseTwins(tensors.Select(tensor => tensor.Info));
        TensorWriter.WriteSafetensorsHeader(stream, tensors.Select(tensor => tensor.Info), Metadata);
        PartPump pump = Pump();
        foreach (StreamedTensor tensor in tensors)
        {
            WriteElements(stream, tensor, pump);
        }
    }

    /// <summary>Writes tensors as text: the innermost axis along a line with commas between, an empty line between two tensors.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="tensors">The tensors; their names are not written.</param>
    /// <remarks>A number is the shortest text that reads back as the same float32.</remarks>
    public void WriteCsv(TextWriter writer, IReadOnlyList<StreamedTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(tensors);
        PartPump pump = Pump();
        CsvText text = new(writer, Threads);
        for (int i = 0; i < tensors.Count; i++)
        {
            if (i > 0)
            {
                writer.Write('\n');
            }

            long columns = tensors[i].Info.Shape is [.., var innermost] ? innermost : 1;
            pump.Run(tensors[i], (part, start) => text.Write(part, start, columns));
        }
    }

    private PartPump Pump() => PartLength >= 32 && PartLength % 16 == 0
        ? new(PartLength, Progress, Stop)
        : throw new InvalidOperationException($"Parts of {PartLength} elements are asked for; a multiple of 16 from 32 on is needed.");

    private static void WriteArray(Stream stream, StreamedTensor tensor, PartPump pump)
    {
        stream.Write(NpyHeader.Write(tensor.Info));
        WriteElements(stream, tensor, pump);
    }

    private static void WriteElements(Stream stream, StreamedTensor tensor, PartPump pump) => pump.Run(tensor, (part, _) =>
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(part.Span));
        }
        else
        {
            stream.Write(NamedTensor.FromSingles("part", [part.Length], part.Span).Bytes.Span);
        }
    });

    private static bool Is(string ending, string format) => string.Equals(ending, format, StringComparison.OrdinalIgnoreCase);
}
