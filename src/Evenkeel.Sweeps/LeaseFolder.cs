using System.Collections.Concurrent;
using System.Text;

namespace Evenkeel.Sweeps;

/// <summary>Who runs which trial: a file for each, made by one process alone, touched while it works, and taken over when nobody does.</summary>
/// <remarks>
/// A file that must not exist is created by one of all who try, on shared file systems too. Its time is its heartbeat. Results do not
/// depend on leases: were one taken over from a process that still works, the trial would be run twice, with the same result.
/// </remarks>
internal sealed class LeaseFolder : IDisposable
{
    private readonly string folder;
    private readonly string owner;
    private readonly LeaseOwner me;
    private readonly TimeProvider clock;
    private readonly TimeSpan patience;
    private readonly ConcurrentDictionary<string, DateTimeOffset> held = new();
    private readonly ITimer heart;

    /// <summary>Begins to hold leases.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="me">Who holds them.</param>
    /// <param name="clock">The time of heartbeats.</param>
    /// <param name="patience">The age of a heartbeat at which a lease is taken over.</param>
    public LeaseFolder(string folder, LeaseOwner me, TimeProvider clock, TimeSpan patience)
    {
        (this.folder, this.me, this.clock, this.patience) = (folder, me, clock, patience);
        owner = me.ToString();
        Directory.CreateDirectory(folder);
        heart = clock.CreateTimer(_ => Beat(), null, patience / 6, patience / 6);
    }

    /// <summary>Takes a trial, from a process that is gone if need be.</summary>
    /// <param name="key">The trial.</param>
    /// <returns>Whether it is this process's; false where another works on it.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public bool TryTake(string key)
    {
        string path = PathOf(key);
        return Make(path) || (IsStale(path) && TakeOver(path)) ? Hold(key) : false;
    }

    /// <summary>Gives a trial back.</summary>
    /// <param name="key">The trial.</param>
    public void Release(string key)
    {
        string path = PathOf(key);

        // After a long sleep it may be another's.
        bool mine = held.TryRemove(key, out DateTimeOffset beat) && (clock.GetUtcNow() - beat < patience / 2 || OwnerOf(path) == owner);
        if (mine) Quietly(() => File.Delete(path));
    }

    /// <summary>Says of all leases that are held that they are.</summary>
    public void Beat()
    {
        foreach (string key in held.Keys) Quietly(() => Touch(key));
    }

    public void Dispose()
    {
        heart.Dispose();
        foreach (string key in held.Keys) Release(key);
    }

    private void Touch(string key)
    {
        DateTimeOffset now = clock.GetUtcNow();
        File.SetLastWriteTimeUtc(PathOf(key), now.UtcDateTime);
        if (held.TryGetValue(key, out DateTimeOffset before)) held.TryUpdate(key, now, before);
    }

    private bool Hold(string key)
    {
        held[key] = clock.GetUtcNow();
        return true;
    }

    private string PathOf(string key) => Path.Combine(folder, key);

    private bool Make(string path)
    {
        // Most often a lease that is there is found without an exception.
        if (File.Exists(path)) return false;
        try
        {
            using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(owner));
            File.SetLastWriteTimeUtc(file.SafeFileHandle, clock.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>How many leases of a folder are those of processes that are there.</summary>
    public static int CountLive(string folder, TimeProvider clock, TimeSpan patience)
    {
        if (!Directory.Exists(folder)) return 0;
        LeaseOwner here = LeaseOwner.OfThisProcess();
        return Directory.EnumerateFiles(folder).Count(path => Path.GetExtension(path).Length == 0 && !IsStale(path, here, clock, patience));
    }

    private bool IsStale(string path) => IsStale(path, me, clock, patience);

    private static bool IsStale(string path, LeaseOwner here, TimeProvider clock, TimeSpan patience) =>
        clock.GetUtcNow() - File.GetLastWriteTimeUtc(path) > patience || (LeaseOwner.Read(OwnerOf(path)) is { } other && other.IsGoneFrom(here));

    /// <summary>Of all who find a lease stale, one replaces it: the others wait, and find it fresh.</summary>
    private bool TakeOver(string path)
    {
        string turn = $"{path}.turn";
        if (File.Exists(turn) && clock.GetUtcNow() - File.GetLastWriteTimeUtc(turn) > patience) Quietly(() => File.Delete(turn));
        if (!Make(turn)) return false;
        try
        {
            if (!IsStale(path)) return false;
            Quietly(() => File.Delete(path));
            return Make(path);
        }
        finally
        {
            Quietly(() => File.Delete(turn));
        }
    }

    private static string OwnerOf(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(file);
            return reader.ReadToEnd();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>A heartbeat that fails, or a lease that stays, costs others time only.</summary>
    private static void Quietly(Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // See above.
        }
    }
}
