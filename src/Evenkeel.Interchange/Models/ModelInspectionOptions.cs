namespace Evenkeel.Interchange.Models;

/// <summary>How a model file is inspected.</summary>
public sealed record ModelInspectionOptions
{
    /// <summary>Elements that a thread reads at once: as float32, what a core keeps near itself.</summary>
    internal const int PartLength = 1 << 16;

    /// <summary>Roles that are given rather than found out; null for none.</summary>
    public RoleRules? Roles { get; init; }

    /// <summary>Whether singular values are those of whole matrices; otherwise of their first 512 rows and columns, 384 in a file of more than 32 tensors.</summary>
    public bool FullSpectra { get; init; }

    /// <summary>How many threads work, ≥ 1; the result is the same for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told of the elements read so far and of all there are to read, from any thread; null for nobody.</summary>
    public Action<long, long>? Progress { get; init; }

    /// <summary>Stops the work, which then throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Stop { get; init; }
}
