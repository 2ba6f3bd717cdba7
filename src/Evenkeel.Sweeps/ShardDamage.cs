namespace Evenkeel.Sweeps;

/// <summary>A line of a shard that cannot be used.</summary>
/// <param name="File">The shard's path within the folder.</param>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record ShardDamage(string File, int Line, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}, line {Line.ToString(System.Globalization.CultureInfo.InvariantCulture)} cannot be used: {Problem}.";
}
