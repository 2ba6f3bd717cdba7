using System.Buffers;
using System.Collections.Immutable;

namespace Evenkeel.Sweeps.Reports;

/// <summary>Reads shards a few megabytes at a time, so that a study of any size is read in little memory.</summary>
internal sealed class ShardReader
{
    private const int BlockSize = 1 << 22;

    private readonly List<ShardDamage> unfinished = [];

    /// <summary>Finds the shards of a folder.</summary>
    /// <param name="root">The study's folder.</param>
    public ShardReader(string root)
    {
        string folder = Path.Combine(root, StudyFolder.TrialsName);
        Files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.jsonl").OrderBy(Path.GetFileName, StringComparer.Ordinal)] : [];
    }

    /// <summary>The shards, in the order of their names.</summary>
    public ImmutableArray<string> Files { get; }

    /// <summary>Shards that end in the middle of a line; complete after all blocks are read.</summary>
    public IReadOnlyList<ShardDamage> Unfinished => unfinished;

    /// <summary>A shard as messages name it.</summary>
    public string NameOf(int file) => $"{StudyFolder.TrialsName}/{Path.GetFileName(Files[file])}";

    /// <summary>All whole lines, in the order of the files and of the lines.</summary>
    /// <exception cref="IOException">A shard cannot be read.</exception>
    public IEnumerable<ShardBlock> Blocks()
    {
        for (int file = 0; file < Files.Length; file++)
        {
            using FileStream stream = new(Files[file], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            (long offset, int line, int kept) = (0, 1, 0);
            byte[] bytes = ArrayPool<byte>.Shared.Rent(BlockSize);
            while (true)
            {
                int count = kept + stream.ReadAtLeast(bytes.AsSpan(kept), bytes.Length - kept, throwOnEndOfStream: false);
                if (count == kept) break;
                int whole = bytes.AsSpan(0, count).LastIndexOf((byte)'\n') + 1;
                byte[] next = ArrayPool<byte>.Shared.Rent(whole > 0 ? Math.Max(BlockSize, count - whole + 1) : 2 * bytes.Length);
                bytes.AsSpan(whole, count - whole).CopyTo(next);
                kept = count - whole;
                if (whole > 0)
                {
                    int lines = bytes.AsSpan(0, whole).Count((byte)'\n');
                    yield return new(file, offset, line, bytes, whole);
                    (offset, line) = (offset + whole, line + lines);
                }
                else
                {
                    ArrayPool<byte>.Shared.Return(bytes);
                }

                bytes = next;
            }

            ArrayPool<byte>.Shared.Return(bytes);
            if (kept > 0) unfinished.Add(new(NameOf(file), line, "it was not written to its end"));
        }
    }

    /// <summary>A line that a block had.</summary>
    /// <exception cref="IOException">The shard cannot be read.</exception>
    public TrialLine? Line(int file, long offset, int length)
    {
        using FileStream stream = new(Files[file], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        stream.Position = offset;
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        return TrialLine.Read(bytes, out _);
    }
}
