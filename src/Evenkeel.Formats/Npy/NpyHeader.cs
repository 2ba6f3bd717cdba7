using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Evenkeel.Formats.Npy;

/// <summary>What stands before the elements of an <c>.npy</c> array.</summary>
/// <remarks>https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, versions 1.0 to 3.0.</remarks>
internal sealed record NpyHeader(TensorType Type, bool BigEndian, bool Fortran, ImmutableArray<long> Shape, int Length)
{
    /// <summary>More than any header of numbers needs: a shape of 32 axes takes under a kilobyte.</summary>
    private const int MostBytes = 1 << 16;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header, leaving the stream at the first element.</summary>
    /// <param name="stream">At the magic bytes.</param>
    /// <param name="where">What a message names: the file, and the entry if there is one.</param>
    public static NpyHeader Read(Stream stream, string where) => Read(stream, where, out NpyDictionary dictionary) ?? throw Refusal(dictionary, where);

    /// <summary>Reads a header, be it of numbers or not, leaving the stream at the first element.</summary>
    /// <param name="stream">At the magic bytes.</param>
    /// <param name="where">What a message names: the file, and the entry if there is one.</param>
    /// <param name="dictionary">Receives what the header says.</param>
    /// <returns>The header; null where NumPy knows the type, and its elements are texts, objects, dates, records or numbers that are not read.</returns>
    public static NpyHeader? Read(Stream stream, string where, out NpyDictionary dictionary)
    {
        Span<byte> fixedPart = stackalloc byte[12];
        ReadExactly(stream, fixedPart[..8], 0, where);
        if (!fixedPart.StartsWith(Magic))
        {
            throw new TensorFileException($"{where}: byte 0 does not start an npy array; \\x93NUMPY was expected.");
        }

        byte major = fixedPart[6];
        if (major is < 1 or > 3)
        {
            throw new TensorFileException($"{where}: the npy version at byte 6 is {major}.{fixedPart[7]}; 1.0 to 3.0 are read.");
        }

        int sizeBytes = major == 1 ? 2 : 4;
        ReadExactly(stream, fixedPart.Slice(8, sizeBytes), 8, where);
        long length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(fixedPart[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(fixedPart[8..]);
        if (length > MostBytes)
        {
            throw new TensorFileException($"{where}: the npy header at byte 8 claims {length} bytes; at most {MostBytes} are read.");
        }

        byte[] text = new byte[length];
        ReadExactly(stream, text, 8 + sizeBytes, where);
        dictionary = NpyDictionary.Parse(Encoding.UTF8.GetString(text), where);
        if (IsOther(dictionary.Description))
        {
            return null;
        }

        (TensorType type, bool bigEndian) = TypeOf(dictionary, where);
        if (TensorInfo.BytesOf(dictionary.Shape.AsSpan(), type) < 0)
        {
            throw new TensorFileException($"{where}: the npy header claims the shape ({string.Join(", ", dictionary.Shape)}), whose bytes exceed 2^63.");
        }

        return new(type, bigEndian, dictionary.Fortran, dictionary.Shape, 8 + sizeBytes + (int)length);
    }

    /// <summary>Writes the header of a row-major, little-endian array, padded so that elements start at a multiple of 64.</summary>
    public static byte[] Write(TensorInfo tensor)
    {
        string shape = tensor.Shape.Length switch
        {
            0 => "()",
            1 => string.Create(CultureInfo.InvariantCulture, $"({tensor.Shape[0]},)"),
            _ => $"({string.Join(", ", tensor.Shape.Select(axis => axis.ToString(CultureInfo.InvariantCulture)))})",
        };
        string text = $"{{'descr': '{DescriptionOf(tensor)}', 'fortran_order': False, 'shape': {shape}, }}";
        int total = (10 + text.Length + 1 + 63) / 64 * 64;
        byte[] header = new byte[total];
        header.AsSpan().Fill((byte)' ');
        Magic.CopyTo(header);
        (header[6], header[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(total - 10));
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        return header;
    }

    private static string DescriptionOf(TensorInfo tensor) => tensor.Type switch
    {
        TensorType.Bool => "|b1",
        TensorType.Int8 => "|i1",
        TensorType.UInt8 => "|u1",
        TensorType.BFloat16 or >= TensorType.Float8E4M3 => throw new ArgumentException($"Tensor '{tensor.Name}' is {tensor.Type.Label()}, which npy cannot hold; write it as f32, or to safetensors."),
        _ => $"<{tensor.Type.Label()[0]}{tensor.Type.Size()}",
    };

    /// <summary>Whether a type is one of NumPy's that holds no numbers of those that are read: objects, texts, bytes, dates and spans, complex and long ones.</summary>
    /// <remarks>https://numpy.org/doc/stable/reference/arrays.interface.html, <c>typestr</c>.</remarks>
    private static bool IsOther(string description) => description.Length >= 2 && (description[0] is '<' or '>' or '|' or '=')
        && (description[1] is 'O' or 'S' or 'U' or 'V' or 'M' or 'm' or 'c' || description.AsSpan(1) is "f12" or "f16");

    private static TensorFileException Refusal(NpyDictionary dictionary, string where) =>
        new($"{where}: the npy type '{dictionary.Description}' is not one of numbers that can be read; b1, i1 to i8, u1 to u8 and f2 to f8 are.");

    private static (TensorType Type, bool BigEndian) TypeOf(NpyDictionary dictionary, string where)
    {
        string description = dictionary.Description;
        TensorType? type = description.Length < 2 ? null : description[1..] switch
        {
            "b1" => TensorType.Bool,
            "i1" => TensorType.Int8,
            "u1" => TensorType.UInt8,
            "i2" => TensorType.Int16,
            "u2" => TensorType.UInt16,
            "i4" => TensorType.Int32,
            "u4" => TensorType.UInt32,
            "i8" => TensorType.Int64,
            "u8" => TensorType.UInt64,
            "f2" => TensorType.Float16,
            "f4" => TensorType.Float32,
            "f8" => TensorType.Float64,
            _ => null,
        };
        if (type is null || description[0] is not ('<' or '>' or '|' or '=') || (description[0] == '|' && type.Value.Size() > 1))
        {
            throw Refusal(dictionary, where);
        }

        return (type.Value, description[0] == '>');
    }

    private static void ReadExactly(Stream stream, Span<byte> target, int offset, string where)
    {
        int read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (read < target.Length)
        {
            throw new TensorFileException($"{where}: it ends at byte {offset + read}, within its npy header.");
        }
    }
}
