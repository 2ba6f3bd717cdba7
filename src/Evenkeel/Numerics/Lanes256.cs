using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics;

/// <summary>8 float32 lanes in one 256-bit register.</summary>
internal readonly struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    /// <summary>The register itself.</summary>
    public readonly Vector256<float> Value = value;

    public static int Count => 8;

    public static bool IsHardware => Vector256.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly float source) => new(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadWords(ref readonly uint source, int shift, uint mask) =>
        new(Vector256.ConvertToSingle(((Vector256.LoadUnsafe(in source) >> shift) & Vector256.Create(mask)).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, ref float destination) => value.Value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 left, Lanes256 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 left, Lanes256 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 value) => new(value.Value ^ Vector256.Create(-0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 left, Lanes256 right, Lanes256 addend) =>
        new(Vector256.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 value) => new(Vector256.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 value) => new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Round(Lanes256 value) => new(Vector256.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Less(Lanes256 left, Lanes256 right) => new(Vector256.LessThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Same(Lanes256 left, Lanes256 right) => new(Vector256.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 whenSet, Lanes256 whenClear) =>
        new(Vector256.ConditionalSelect(mask.Value, whenSet.Value, whenClear.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 CopySign(Lanes256 magnitude, Lanes256 sign) =>
        new(Vector256.ConditionalSelect(Vector256.Create(-0f), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PowerOfTwo(Lanes256 power) =>
        new(((Vector256.ConvertToInt32Native(power.Value) + Vector256.Create(127)) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Mantissa(Lanes256 value, out Lanes256 exponent)
    {
        Vector256<int> shifted = value.Value.AsInt32() - Vector256.Create(FloatBits.SqrtHalf);
        exponent = new(Vector256.ConvertToSingle(shifted >> 23));
        return new(((shifted & Vector256.Create(FloatBits.MantissaMask)) + Vector256.Create(FloatBits.SqrtHalf)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 FirstLanes(int count) =>
        new(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes256 LoadPart(ref readonly float source, Lanes256 mask)
    {
        if (!Avx.IsSupported) return LoadEach(in source, mask);

        float* pointer = (float*)Unsafe.AsPointer(in source);
        return new(Avx.MaskLoad(pointer, mask.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePart(Lanes256 value, ref float destination, Lanes256 mask)
    {
        // AVX's own masked store is several times slower than a plain one on AMD's cores; AVX-512's is not.
        if (Avx512F.VL.IsSupported) Avx512F.VL.MaskStore((float*)Unsafe.AsPointer(ref destination), mask.Value, value.Value);
        else if (Avx.IsSupported) Avx.MaskStore((float*)Unsafe.AsPointer(ref destination), mask.Value, value.Value);
        else StoreEach(value, ref destination, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(Lanes256 evens, Lanes256 odds, out Lanes256 first, out Lanes256 second)
    {
        (Vector256<float> lower, Vector256<float> upper) = Interleave(evens.Value, odds.Value);
        (first, second) = (new(lower), new(upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector256<float> Lower, Vector256<float> Upper) Interleave(Vector256<float> evens, Vector256<float> odds)
    {
        if (Avx.IsSupported)
        {
            Vector256<float> low = Avx.UnpackLow(evens, odds), high = Avx.UnpackHigh(evens, odds);
            return (Avx.Permute2x128(low, high, 0x20), Avx.Permute2x128(low, high, 0x31));
        }

        (Vector128<float> first, Vector128<float> second) = Lanes128.Interleave(evens.GetLower(), odds.GetLower());
        (Vector128<float> third, Vector128<float> fourth) = Lanes128.Interleave(evens.GetUpper(), odds.GetUpper());
        return (Vector256.Create(first, second), Vector256.Create(third, fourth));
    }

    private static Lanes256 LoadEach(ref readonly float source, Lanes256 mask)
    {
        Vector256<float> result = Vector256<float>.Zero;
        for (int i = 0; i < Count; i++)
        {
            if (mask.Value.AsInt32()[i] != 0) result = result.WithElement(i, Unsafe.Add(ref Unsafe.AsRef(in source), i));
        }

        return new(result);
    }

    private static void StoreEach(Lanes256 value, ref float destination, Lanes256 mask)
    {
        for (int i = 0; i < Count; i++)
        {
            if (mask.Value.AsInt32()[i] != 0) Unsafe.Add(ref destination, i) = value.Value[i];
        }
    }
}
