using System.Runtime.InteropServices;

namespace Evenkeel.Experiments;

/// <summary>How far a run has come; written by the run, read by whoever watches.</summary>
public sealed class RunProgress
{
    private Now now = new() { LossBits = BitConverter.DoubleToInt64Bits(double.NaN) };

    internal RunProgress(string scheme, long seed)
    {
        (Scheme, Seed) = (scheme, seed);
    }

    /// <summary>The initializer's canonical name.</summary>
    public string Scheme { get; }

    /// <summary>The seed of this repeat.</summary>
    public long Seed { get; }

    /// <summary>Steps taken so far; 0 before the first.</summary>
    public int Step => Volatile.Read(ref now.Step);

    /// <summary>Steps of the whole run; 0 before it begins.</summary>
    public int TotalSteps { get; private set; }

    /// <summary>The loss of the last batch; NaN before the first.</summary>
    public double Loss => BitConverter.Int64BitsToDouble(Volatile.Read(ref now.LossBits));

    /// <summary>The finished run; null until then.</summary>
    public RunResult? Result { get; private set; }

    internal void Begin(int totalSteps) => TotalSteps = totalSteps;

    internal void Report(int taken, double loss)
    {
        Volatile.Write(ref now.LossBits, BitConverter.DoubleToInt64Bits(loss));
        Volatile.Write(ref now.Step, taken);
    }

    internal void Finish(RunResult result) => Result = result;

    /// <summary>What changes at every step, on cache lines that no other run's is on: runs side by side would slow each other.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 2 * 128)]
    private struct Now
    {
        [FieldOffset(128)]
        public int Step;

        [FieldOffset(128 + 8)]
        public long LossBits;
    }
}
