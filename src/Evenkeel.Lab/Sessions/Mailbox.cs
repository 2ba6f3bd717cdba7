using System.Collections.Concurrent;

namespace Evenkeel.Lab.Sessions;

/// <summary>What pages ask of a session, in order, until the engine gives it time.</summary>
internal sealed class Mailbox
{
    /// <summary>More commands than a page sends in a second; whoever leaves more waiting is refused.</summary>
    private const int Most = 64;

    private readonly ConcurrentQueue<Action<long>> commands = new();
    private int count;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => commands.IsEmpty;

    /// <summary>Leaves a command.</summary>
    /// <param name="command">Hears the time at which it is obeyed.</param>
    /// <exception cref="Refusal">Too many wait already.</exception>
    public void Post(Action<long> command)
    {
        if (Interlocked.Increment(ref count) > Most)
        {
            Interlocked.Decrement(ref count);
            throw new Refusal($"{Most} commands to this session are waiting already; wait for a frame before you send more.");
        }

        commands.Enqueue(command);
    }

    /// <summary>Obeys all that wait.</summary>
    /// <param name="now">The time.</param>
    /// <returns>Whether there was any.</returns>
    public bool Obey(long now)
    {
        bool any = false;
        while (commands.TryDequeue(out Action<long>? command))
        {
            Interlocked.Decrement(ref count);
            command(now);
            any = true;
        }

        return any;
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear() => commands.Clear();
}
