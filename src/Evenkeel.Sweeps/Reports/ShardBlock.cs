namespace Evenkeel.Sweeps.Reports;

/// <summary>Whole lines of a shard.</summary>
/// <param name="File">The shard's number among all, in the order of their names.</param>
/// <param name="Offset">The bytes of the shard before it.</param>
/// <param name="Line">The number of its first line, from 1.</param>
/// <param name="Bytes">Holds the lines, from its beginning on; rented, to be given back.</param>
/// <param name="Count">The bytes of the lines.</param>
internal sealed record ShardBlock(int File, long Offset, int Line, byte[] Bytes, int Count);
