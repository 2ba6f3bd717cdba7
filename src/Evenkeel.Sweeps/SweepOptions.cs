namespace Evenkeel.Sweeps;

/// <summary>How a study is run; nothing of it changes a result.</summary>
public sealed record SweepOptions
{
    /// <summary>Threads; as many trials run at once. ≥ 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Which part of the trials is run, from 1 to <see cref="Shards"/>.</summary>
    public int Shard { get; init; } = 1;

    /// <summary>Into how many parts the trials are dealt, one to each in turn; ≥ 1.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>The age at which the lease of a process that does not answer is taken over; &gt; 0.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
