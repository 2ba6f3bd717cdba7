using System.Runtime.CompilerServices;

namespace Evenkeel.Numerics;

/// <summary>Memory of the current thread for copies that one kernel needs and no one else sees.</summary>
/// <remarks>
/// It belongs to the thread, so any number of threads compute at once; it grows to the largest need and stays. Who is called from within a
/// kernel may compute on the same thread: between <see cref="Enter"/> and <see cref="Leave"/> other memory is lent.
/// </remarks>
internal static unsafe class Scratch
{
    private const int CacheLine = 64;
    private const int Purposes = 2;

    [ThreadStatic]
    private static float[]?[]? memories;

    [ThreadStatic]
    private static int depth;

    /// <summary>Lends memory until the thread's following call; it starts on a cache line and holds what an earlier use left.</summary>
    /// <param name="count">How many floats are needed, ≥ 0.</param>
    public static float* Lend(int count) => Lend(Purposes * depth, count);

    /// <summary>Lends memory for sums that are handed on, beside what <see cref="Lend(int)"/> lends and on the same terms.</summary>
    /// <param name="count">How many floats are needed, ≥ 0.</param>
    public static float* Strip(int count) => Lend(Purposes * depth + 1, count);

    /// <summary>Keeps what is lent from being lent again, while someone is called who may compute.</summary>
    public static void Enter() => depth++;

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public static void Leave() => depth--;

    private static float* Lend(int place, int count)
    {
        float[]?[]? held = memories;
        if (held is null || held.Length <= place)
        {
            Array.Resize(ref held, place + Purposes);
            memories = held;
        }

        float[]? memory = held[place];
        int needed = count + CacheLine / sizeof(float);
        if (memory is null || memory.Length < needed) held[place] = memory = GC.AllocateUninitializedArray<float>(needed, pinned: true);

        nuint address = (nuint)Unsafe.AsPointer(ref memory[0]);
        return (float*)((address + CacheLine - 1) & ~(nuint)(CacheLine - 1));
    }
}
