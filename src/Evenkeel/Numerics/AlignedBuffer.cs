using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

/// <summary>A block of float32 that starts on a cache line and stays where it is, so that vector loads never straddle two lines.</summary>
internal sealed class AlignedBuffer
{
    /// <summary>Floats in a cache line: the unit to which offsets inside a buffer are rounded up.</summary>
    public const int Line = 16;

    /// <summary>The most floats that a block holds.</summary>
    public static readonly int Longest = Array.MaxLength - Line;

    private readonly float[] block;
    private readonly int start;

    /// <summary>Allocates a block of zeros.</summary>
    public AlignedBuffer(int length)
    {
        Length = length;
        block = GC.AllocateArray<float>(length + Line, pinned: true);
        LargePages.Ask(block);
        start = (int)(((nuint)(Line * sizeof(float)) - (Address(block) % (Line * sizeof(float)))) % (Line * sizeof(float)) / sizeof(float));
    }

    public int Length { get; }

    /// <summary>Rounds a length up to whole cache lines.</summary>
    public static long WholeLines(long length) => (length + Line - 1) / Line * Line;

    public Span<float> Slice(int offset, int length) => block.AsSpan(start + offset, length);

    private static unsafe nuint Address(float[] pinned) => (nuint)Unsafe.AsPointer(ref pinned[0]);
}
