namespace Evenkeel.Lab.Sessions;

/// <summary>Gives a page's heavy questions their turn one after the other, so that one page never holds more than one place of the heavy gate with them.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing that would need to be given back.
internal sealed class HeavyTurn
#pragma warning restore CA1001
{
    /// <summary>Questions of one page under way or waiting; a page that asks more than its chapters do is refused.</summary>
    public const int Most = 8;

    private readonly SemaphoreSlim turn = new(1);
    private int count;

    /// <summary>Does work when it is its turn.</summary>
    /// <exception cref="Refusal">Too many wait already.</exception>
    public async Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref count) > Most)
            {
                throw new Refusal($"{Most} long questions of this page are under way or waiting, as many as may; wait for an answer before you ask more.");
            }

            await turn.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                return await work().ConfigureAwait(false);
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref count);
        }
    }
}
