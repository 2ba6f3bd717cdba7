using Evenkeel.Experiments;

namespace Evenkeel.Lab.Workbench;

/// <summary>Runs a comparison on a thread of its own, so that it takes none from the sessions that train at the same time.</summary>
/// <param name="comparison">What is run.</param>
/// <param name="stop">Ends it after the present step.</param>
internal sealed class ComparisonThread(Comparison comparison, CancellationToken stop)
{
    private readonly TaskCompletionSource<ComparisonResult> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the comparison came to, all of it or what was done until it was stopped.</summary>
    public Task<ComparisonResult> End => end.Task;

    /// <summary>Begins.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "comparison" }.Start();

    private void Run()
    {
        try
        {
            end.SetResult(comparison.Run(threads: 1, stop));
        }
#pragma warning disable CA1031 // Whatever it is, it is told to who waits for the end.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            end.SetException(problem);
        }
    }
}
