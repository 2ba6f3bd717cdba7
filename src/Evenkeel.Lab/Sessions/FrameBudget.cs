namespace Evenkeel.Lab.Sessions;

/// <summary>Decides when a session may spend engine time on a frame.</summary>
/// <remarks>
/// A session at full speed pays for its frames from its own training time, so that a page that looks on slows it by a bounded share, whatever a
/// frame costs. At a pace that it keeps there is time between the steps; one that it cannot keep is full speed.
/// </remarks>
internal sealed class FrameBudget(TimeProvider time)
{
    /// <summary>The share of a session's engine time that frames may take at full speed.</summary>
    private const double FrameShare = 0.11;

    /// <summary>The same for accuracies.</summary>
    private const double AccuracyShare = 0.01;

    private const double MostPerSecond = 60;
    private const double MostPerSecondSeeking = 10;
    private const double MostAccuraciesPerSecond = 1;

    private readonly double perSecond = time.TimestampFrequency;
    private long lastFrame = long.MinValue / 2;
    private long lastAccuracy = long.MinValue / 2;
    private double trained;
    private double trainedSinceAccuracy;
    private double frameCost;
    private double accuracyCost;

    /// <summary>Hears how long training has taken.</summary>
    public void Train(long took)
    {
        trained += took;
        trainedSinceAccuracy += took;
    }

    /// <summary>Hears how long a frame has taken.</summary>
    public void Frame(long began, long took) => (lastFrame, frameCost, trained) = (began, took, 0);

    /// <summary>Hears how long it took to measure accuracies.</summary>
    public void Accuracy(long began, long took) => (lastAccuracy, accuracyCost, trainedSinceAccuracy) = (began, took, 0);

    /// <summary>Whether a frame is in order while steps go on.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="pace">Steps a second; null at full speed, and where the pace cannot be kept.</param>
    /// <param name="seeking">Whether it is on the way to a step.</param>
    public bool AllowsFrame(long now, double? pace, bool seeking)
    {
        // At a pace that a page can draw, each step is a frame; a little early is no reason to leave one out.
        double apart = seeking ? 1 / MostPerSecondSeeking : pace <= MostPerSecond ? 0.5 / MostPerSecond : 1 / MostPerSecond;
        if (now - lastFrame < apart * perSecond) return false;
        return (pace is not null && !seeking) || trained >= frameCost * (1 - FrameShare) / FrameShare;
    }

    /// <summary>Whether accuracies may be measured while steps go on.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="isFree">Whether steps come as fast as they go.</param>
    public bool AllowsAccuracy(long now, bool isFree) =>
        now - lastAccuracy >= perSecond / MostAccuraciesPerSecond && (!isFree || trainedSinceAccuracy >= accuracyCost * (1 - AccuracyShare) / AccuracyShare);
}
