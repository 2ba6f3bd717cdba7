using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Evenkeel.Numerics;

/// <summary>Asks the operating system to back a large block with large pages.</summary>
/// <remarks>
/// Works against address translation: weights that are read from end to end cross a page of 4 KB every 64 cache lines, where the
/// hardware's prefetching stops. Linux gives pages of 2 MB to who asks; a refusal changes nothing but speed, and other systems are not asked.
/// </remarks>
internal static unsafe class LargePages
{
    /// <summary>A smaller block would not hold a whole large page for sure.</summary>
    private const long WorthAsking = 4 << 20;

    private const nuint Page = 4096;
    private const int UseLargePages = 14;

    /// <summary>The system's <c>int madvise(void* start, size_t length, int advice)</c>; null where there is none.</summary>
    private static readonly delegate* unmanaged<nuint, nuint, int, int> Advise = FindAdvise();

    /// <summary>Asks for a block that nothing has been written to yet.</summary>
    /// <param name="pinned">The block, which does not move.</param>
    public static void Ask(float[] pinned)
    {
        if (Advise == null || (long)pinned.Length * sizeof(float) < WorthAsking) return;
        nuint from = ((nuint)Unsafe.AsPointer(ref pinned[0]) + Page - 1) & ~(Page - 1);
        nuint to = (nuint)Unsafe.AsPointer(ref pinned[^1]) & ~(Page - 1);
        _ = Advise(from, to - from, UseLargePages);
    }

    private static delegate* unmanaged<nuint, nuint, int, int> FindAdvise() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "madvise", out nint found)
            ? (delegate* unmanaged<nuint, nuint, int, int>)found
            : null;
}
