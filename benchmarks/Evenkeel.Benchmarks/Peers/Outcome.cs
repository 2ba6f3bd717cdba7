namespace Evenkeel.Benchmarks.Peers;

/// <summary>What a row's race came to.</summary>
/// <param name="Row">The row.</param>
/// <param name="Times">Each side's milliseconds, round by round.</param>
/// <param name="OtherLoad">The share of the processors' time that neither side used but somebody else did.</param>
/// <param name="Fastest">Whether each side's fastest turn stands for it rather than its median.</param>
internal sealed record Outcome(Row Row, IReadOnlyList<(Side Side, double[] Rounds)> Times, double OtherLoad, bool Fastest)
{
    /// <summary>The time that stands for a side.</summary>
    public double Of(double[] rounds) => Quartile(rounds, Fastest ? 0 : 2);

    /// <summary>The fastest side of a role, by the time that stands for it; null where none ran.</summary>
    /// <param name="role">Whose.</param>
    /// <param name="oneThread">Whether only sides count that use one thread.</param>
    public (Side Side, double[] Rounds)? Best(Role role, bool oneThread) => Times
        .Where(time => time.Side.Role == role && (time.Side.OneThread || !oneThread))
        .OrderBy(time => Of(time.Rounds))
        .Select(time => ((Side, double[])?)time)
        .FirstOrDefault();

    /// <summary>Peer's time over ours: the ratio of what stands for them, and the quartiles of the ratios of single rounds; null where a side is missing.</summary>
    public (double Ratio, double Low, double High)? Ratio(bool oneThread)
    {
        if (Best(Role.Ours, oneThread) is not var (_, ours) || Best(Role.Peer, oneThread) is not var (_, theirs)) return null;
        double[] rounds = [.. theirs.Zip(ours, (their, our) => their / our)];
        return (Of(theirs) / Of(ours), Quartile(rounds, 1), Quartile(rounds, 3));
    }

    /// <summary>Our share of what the multiply-add units of as many processors do at most; null where the row has no such share.</summary>
    public double? ShareOfPeak(bool oneThread)
    {
        if (Row.Operations == 0 || Best(Role.Ours, oneThread) is not var (ours, rounds)) return null;
        double[] peak = Times.Single(time => time.Side.Role == Role.Peak && time.Side.OneThread == ours.OneThread).Rounds;
        return Row.Operations / Of(rounds) / (MultiplyAddPeak.Operations / Of(peak));
    }

    /// <summary>A quartile of some times; the second is their median, the one numbered 0 the least.</summary>
    public static double Quartile(double[] times, int quarter)
    {
        double[] sorted = [.. times.Order()];
        double place = (sorted.Length - 1) * quarter / 4.0;
        int below = (int)place, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
