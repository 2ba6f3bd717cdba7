using System.Globalization;

namespace Evenkeel.Sweeps;

/// <summary>Appends lines to a shard of its own, each with one write, so that a process that is killed leaves whole lines.</summary>
internal sealed class ShardWriter(string folder, string owner, TimeProvider clock, Func<string, Stream>? open = null) : IDisposable
{
    /// <summary>Lines younger than this may be lost where the machine fails; where only the process does, none is.</summary>
    private static readonly TimeSpan Unsafe = TimeSpan.FromSeconds(1);

    private Stream? stream;
    private string path = "";
    private long whole;
    private long flushed;

    /// <summary>Appends a line.</summary>
    /// <param name="line">With its break.</param>
    /// <exception cref="IOException">It cannot be written; what of it was is taken away.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        if (stream is null)
        {
            stream = Open();
            flushed = clock.GetTimestamp();
        }

        try
        {
            stream.Write(line);
            stream.Flush();
            if (stream is FileStream file && clock.GetElapsedTime(flushed) > Unsafe)
            {
                file.Flush(flushToDisk: true);
                flushed = clock.GetTimestamp();
            }
        }
        catch (Exception problem) when (IsTrouble(problem))
        {
            TakeAway();
            throw new IOException($"'{path}' cannot take another result: {problem.Message.Split('\n')[0]}", problem);
        }

        whole += line.Length;
    }

    public void Dispose()
    {
        try
        {
            (stream as FileStream)?.Flush(flushToDisk: true);
        }
        catch (Exception problem) when (IsTrouble(problem))
        {
            // The lines are with the system, which writes them when it can.
        }

        stream?.Dispose();
    }

    private void TakeAway()
    {
        try
        {
            stream!.SetLength(whole);
        }
        catch (Exception problem) when (IsTrouble(problem))
        {
            // The line stays cut short; whoever reads the shard sees that.
        }
    }

    /// <summary>What a write throws where there is no room; a file that may grow no further is an argument out of range to .NET.</summary>
    private static bool IsTrouble(Exception problem) => problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private Stream Open()
    {
        Directory.CreateDirectory(folder);
        for (int attempt = 0; ; attempt++)
        {
            path = Path.Combine(folder, attempt == 0 ? $"{owner}.jsonl" : string.Create(CultureInfo.InvariantCulture, $"{owner}-{attempt}.jsonl"));
            if (File.Exists(path)) continue;
            try
            {
                return open is null ? new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0) : open(path);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process took the name first.
            }
        }
    }
}
