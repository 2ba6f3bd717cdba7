namespace Evenkeel.Benchmarks.Peers;

/// <summary>Whose time a side's is.</summary>
internal enum Role
{
    Ours,
    Peer,

    /// <summary>What the machine's multiply-add units can do at most.</summary>
    Peak,
}
