namespace Evenkeel.Numerics;

/// <summary>Work that falls into numbered chunks, none of which needs another.</summary>
internal interface IChunkedWork
{
    /// <summary>Does one chunk, on whichever thread took it.</summary>
    /// <param name="chunk">Its number, from 0.</param>
    void Do(int chunk);
}
