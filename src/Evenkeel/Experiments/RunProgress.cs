namespace Evenkeel.Experiments;

/// <summary>How far a run has come; written by the run, read by whoever watches.</summary>
public sealed class RunProgress
{
    private volatile int step;
    private long lossBits = BitConverter.DoubleToInt64Bits(double.NaN);

    internal RunProgress(string scheme, long seed)
    {
        (Scheme, Seed) = (scheme, seed);
    }

    /// <summary>The initializer's canonical name.</summary>
    public string Scheme { get; }

    /// <summary>The seed of this repeat.</summary>
    public long Seed { get; }

    /// <summary>Steps taken so far; 0 before the first.</summary>
    public int Step => step;

    /// <summary>Steps of the whole run; 0 before it begins.</summary>
    public int TotalSteps { get; private set; }

    /// <summary>The loss of the last batch; NaN before the first.</summary>
    public double Loss => BitConverter.Int64BitsToDouble(Interlocked.Read(ref lossBits));

    /// <summary>The finished run; null until then.</summary>
    public RunResult? Result { get; private set; }

    internal void Begin(int totalSteps) => TotalSteps = totalSteps;

    internal void Report(int taken, double loss)
    {
        Interlocked.Exchange(ref lossBits, BitConverter.DoubleToInt64Bits(loss));
        step = taken;
    }

    internal void Finish(RunResult result) => Result = result;
}
