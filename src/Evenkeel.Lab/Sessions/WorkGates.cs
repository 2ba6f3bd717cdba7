namespace Evenkeel.Lab.Sessions;

/// <summary>Two gates, so that what answers a finger on a slider never waits behind what takes seconds.</summary>
/// <param name="threads">The places of each; ≥ 1.</param>
internal sealed class WorkGates(int threads) : IDisposable
{
    /// <summary>For questions that take milliseconds.</summary>
    public WorkGate Quick { get; } = new(threads);

    /// <summary>For sessions that are opened, data that is loaded, and questions that may take seconds.</summary>
    public WorkGate Heavy { get; } = new(threads);

    public void Dispose()
    {
        Quick.Dispose();
        Heavy.Dispose();
    }
}
