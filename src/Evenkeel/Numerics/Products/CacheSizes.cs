using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics.Products;

/// <summary>How much the caches hold that a core sees: a matter of speed, never of results.</summary>
/// <remarks>
/// Asked of the processor itself: leaf 4 of CPUID (Intel SDM, volume 2A) and leaf 8000_001Dh (AMD64 Architecture Programmer's Manual,
/// volume 3) list the caches in one format. Where there is no such list, what most cores of the last ten years have is assumed.
/// </remarks>
internal static class CacheSizes
{
    private const int UsualLevel2 = 1 << 20;
    private const int UsualLevel3 = 16 << 20;

    static CacheSizes()
    {
        (Level2, Level3) = (Find(2), Find(3));
        if (Level2 == 0) (Level2, Level3) = (UsualLevel2, UsualLevel3);
    }

    /// <summary>Bytes of the second-level cache.</summary>
    public static int Level2 { get; }

    /// <summary>Bytes of the third-level cache, shared by some cores; 0 if there is none.</summary>
    public static int Level3 { get; }

    /// <summary>Whether rows fall into the same set of the first-level cache, of which each way spans 4 KB on nearly every core.</summary>
    /// <param name="apart">Floats from one row to the following one.</param>
    /// <param name="every">1 if all of them matter, 2 if every second one.</param>
    public static bool Collide(nint apart, int every)
    {
        const int SetSpan = 4096 / sizeof(float), Near = 2;
        nint offset = every * apart % SetSpan;
        return Math.Min(offset, SetSpan - offset) <= Near * every;
    }

    private static int Find(int level)
    {
        const int IntelLeaf = 4, AmdLeaf = unchecked((int)0x8000001D), FirstExtendedLeaf = unchecked((int)0x80000000);
        if (!X86Base.IsSupported) return 0;

        int found = (uint)X86Base.CpuId(0, 0).Eax >= IntelLeaf ? Find(level, IntelLeaf) : 0;
        return found == 0 && (uint)X86Base.CpuId(FirstExtendedLeaf, 0).Eax >= unchecked((uint)AmdLeaf) ? Find(level, AmdLeaf) : found;
    }

    private static int Find(int level, int leaf)
    {
        const int MostCaches = 8, InstructionCache = 2;
        for (int cache = 0; cache < MostCaches; cache++)
        {
            (int eax, int ebx, int ecx, _) = X86Base.CpuId(leaf, cache);
            int type = eax & 31;
            if (type == 0) return 0;
            if (type == InstructionCache || (eax >> 5 & 7) != level) continue;

            // Each field is one less than what it counts: ways, partitions, bytes of a line, sets.
            long size = ((ebx >> 22 & 1023) + 1L) * ((ebx >> 12 & 1023) + 1) * ((ebx & 4095) + 1) * ((uint)ecx + 1L);
            return (int)Math.Min(size, int.MaxValue);
        }

        return 0;
    }
}
