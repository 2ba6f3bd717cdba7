using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

/// <summary>Memory of the current thread for copies that one kernel needs and no one else sees.</summary>
/// <remarks>It belongs to the thread, so any number of threads compute at once; it grows to the largest need and stays.</remarks>
internal static unsafe class Scratch
{
    private const int CacheLine = 64;

    [ThreadStatic]
    private static float[]? memory;

    [ThreadStatic]
    private static float[]? strip;

    /// <summary>Lends memory until the thread's following call; it starts on a cache line and holds what an earlier use left.</summary>
    /// <param name="count">How many floats are needed, ≥ 0.</param>
    public static float* Lend(int count) => Lend(ref memory, count);

    /// <summary>Lends memory for sums that are handed on, beside what <see cref="Lend(int)"/> lends and on the same terms.</summary>
    /// <param name="count">How many floats are needed, ≥ 0.</param>
    public static float* Strip(int count) => Lend(ref strip, count);

    private static float* Lend(ref float[]? memory, int count)
    {
        float[]? held = memory;
        int needed = count + CacheLine / sizeof(float);
        if (held is null || held.Length < needed) memory = held = GC.AllocateUninitializedArray<float>(needed, pinned: true);

        nuint address = (nuint)Unsafe.AsPointer(ref held[0]);
        return (float*)((address + CacheLine - 1) & ~(nuint)(CacheLine - 1));
    }
}
