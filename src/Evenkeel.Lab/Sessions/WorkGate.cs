namespace Evenkeel.Lab.Sessions;

/// <summary>Lets so many pieces of work at a time through that come from visitors and are not the engine's.</summary>
internal sealed class WorkGate(int width) : IDisposable
{
    private readonly SemaphoreSlim free = new(width);

    /// <summary>Does work once there is room for it.</summary>
    public async Task<T> Run<T>(Func<T> work, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(work, cancellation).ConfigureAwait(false);
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
