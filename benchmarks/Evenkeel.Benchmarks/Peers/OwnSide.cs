using Evenkeel.Numerics;

namespace Evenkeel.Benchmarks.Peers;

/// <summary>A side in this process: Evenkeel, what it is measured against in the same runtime, or the peak.</summary>
internal sealed class OwnSide(Role role, string setting, bool oneThread, Action work, IDisposable? team = null) : Side(role, setting, oneThread)
{
    /// <summary>Evenkeel on one and on two threads.</summary>
    /// <param name="create">Makes the work for a team; each side has its own data.</param>
    public static IEnumerable<Side> OneAndTwo(Func<Workers, Action> create)
    {
        yield return new OwnSide(Role.Ours, "1 thread", true, create(Workers.One));
        Workers two = new(2);
        yield return new OwnSide(Role.Ours, "2 threads", false, create(two), two);
    }

    /// <summary>The multiply-add units of one processor, and of two.</summary>
    public static IEnumerable<Side> Peaks()
    {
        yield return new OwnSide(Role.Peak, "1 thread", true, () => MultiplyAddPeak.Run(Workers.One));
        Workers two = new(2);
        yield return new OwnSide(Role.Peak, "2 threads", false, () => MultiplyAddPeak.Run(two), two);
    }

    public override void Prepare() => Turn.Prepare(work);

    public override double Take(int repeats) => Turn.Take(work, repeats);

    /// <summary>A team's threads spin for a third of a millisecond, about.</summary>
    public override void ComeToRest() => Thread.Sleep(1);

    public override void Dispose() => team?.Dispose();
}
