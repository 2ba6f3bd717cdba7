using System.Runtime.InteropServices;

namespace Evenkeel.Forensics;

/// <summary>Joins checksums into one of 128 bits.</summary>
internal static class Fingerprints
{
    /// <summary>The fingerprint of a segment, from the lanes of its checksum.</summary>
    /// <param name="lanes">A multiple of four words.</param>
    public static UInt128 Of(ReadOnlySpan<uint> lanes)
    {
        UInt128 joined = default;
        foreach (ulong pair in MemoryMarshal.Cast<uint, ulong>(lanes)) joined = Join(joined, pair);
        return joined;
    }

    /// <summary>Takes one more fingerprint into another; their order counts.</summary>
    public static UInt128 Join(UInt128 before, UInt128 next)
    {
        (ulong low, ulong high) = ((ulong)before, (ulong)(before >> 64));
        low = Mix(low ^ (ulong)next) + 0x9E3779B97F4A7C15;
        high = Mix(high ^ ulong.RotateLeft((ulong)next, 32) ^ (ulong)(next >> 64)) + 0xD1B54A32D192ED03;
        return new(high ^ Mix(low), low + ulong.RotateLeft(high, 29));
    }

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood 2014, https://doi.org/10.1145/2660193.2660195), a bijection that lets each bit reach all.</summary>
    internal static ulong Mix(ulong word)
    {
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }
}
