using System.Buffers.Binary;
using System.Numerics;

namespace Evenkeel.Formats.Torch;

/// <summary>The form that PyTorch wrote before 1.6: five pickles one after the other (a magic number, a protocol, the writer's machine, the value, the storages' keys), then the storages, each after its count.</summary>
/// <remarks>_legacy_save in torch/serialization.py, https://github.com/pytorch/pytorch. Storages are little-endian whatever machine wrote them.</remarks>
internal static class TorchLegacy
{
    private const long Protocol = 1001;
    private static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether a file starts as a pickle, or as the archive of PyTorch before 0.1.10; whether it is PyTorch's shows on reading.</summary>
    public static bool Recognises(ReadOnlySpan<byte> start) =>
        start is [0x80, <= 5, ..] || start.StartsWith("L119547037146038801333356L\n"u8) || IsTar(start);

    /// <summary>Reads the pickles, and finds the storages.</summary>
    /// <exception cref="TensorFileException">A pickle wants code or is not PyTorch's, or the file does not hold what it claims.</exception>
    public static TorchImage Read(ByteSource source)
    {
        Span<byte> start = stackalloc byte[TensorFormat.StartLength];
        if (IsTar(start[..source.Read(0, start)]))
        {
            throw new TensorFileException($"{source.Name}: it is a tar archive, as PyTorch wrote before version 0.1.10; load it there and save it with PyTorch 1.6 or later.");
        }

        PickleCursor cursor = new(source, 0, source.Length, "");
        PickleBudget budget = new();
        TorchGlobals globals = new(budget);
        if (Next() is not BigInteger magic || magic != Magic)
        {
            throw new TensorFileException($"{source.Name}: it is a pickle, but not one of PyTorch, which starts with the number {Magic}; save the tensors with torch.save.");
        }

        long at = cursor.Position;
        if (Next() is not Protocol)
        {
            throw cursor.Wrong(at, $"says another version of PyTorch's form than {Protocol}, the only one.");
        }

        Next();
        object? root = Next();
        at = cursor.Position;
        PickleList keys = Next() as PickleList ?? throw cursor.Wrong(at, "should list the keys of the storages, but is no list.");
        return new(root, Places(source, cursor.Position, keys, globals, at), BigEndian: false, Zip: null);

        object? Next() => new PickleMachine(cursor, budget, globals).Run();
    }

    private static bool IsTar(ReadOnlySpan<byte> start) => start.Length > 262 && start[257..].StartsWith("ustar"u8);

    private static Dictionary<string, TorchPlace> Places(ByteSource source, long next, PickleList keys, TorchGlobals globals, long at)
    {
        Dictionary<string, TorchPlace> places = new(StringComparer.Ordinal);
        Span<byte> count = stackalloc byte[8];
        foreach (object? key in keys.Items)
        {
            if (key is not string name || !globals.Storages.TryGetValue(name, out TorchStorage? storage))
            {
                throw new TensorFileException($"{source.Name}: the list of storages at byte {at} names one that no tensor lies in, so that its size is unknown.");
            }

            source.ReadExactly(next, count);
            long claimed = BinaryPrimitives.ReadInt64LittleEndian(count);
            if (claimed != storage.Count || storage.Bytes > source.Length - next - 8)
            {
                throw new TensorFileException($"{source.Name}: storage '{name}' at byte {next} claims {claimed} elements of {storage.Type.Name}, but the pickle says {storage.Count}, and {source.Length - next - 8} bytes follow.");
            }

            if (!places.TryAdd(name, new(next + 8, null)))
            {
                throw new TensorFileException($"{source.Name}: the list of storages at byte {at} names '{name}' twice.");
            }

            next += 8 + storage.Bytes;
        }

        return globals.Storages.Keys.FirstOrDefault(key => !places.ContainsKey(key)) is { } missing
            ? throw new TensorFileException($"{source.Name}: storage '{missing}', which the pickle names at byte {globals.Storages[missing].At}, is not among the {places.Count} that follow.")
            : places;
    }
}
