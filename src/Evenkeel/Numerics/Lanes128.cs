using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Evenkeel.Numerics;

/// <summary>4 float32 lanes in one 128-bit register.</summary>
internal readonly struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
{
    /// <summary>The register itself.</summary>
    public readonly Vector128<float> Value = value;

    public static int Count => 4;

    public static bool IsHardware => Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly float source) => new(Vector128.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LoadWords(ref readonly uint source, int shift, uint mask) =>
        new(Vector128.ConvertToSingle(((Vector128.LoadUnsafe(in source) >> shift) & Vector128.Create(mask)).AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 value, ref float destination) => value.Value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 left, Lanes128 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 left, Lanes128 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 left, Lanes128 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 left, Lanes128 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 value) => new(value.Value ^ Vector128.Create(-0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 left, Lanes128 right, Lanes128 addend) =>
        new(Vector128.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 value) => new(Vector128.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 value) => new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Round(Lanes128 value) => new(Vector128.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Less(Lanes128 left, Lanes128 right) => new(Vector128.LessThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Same(Lanes128 left, Lanes128 right) => new(Vector128.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Lanes128 mask, Lanes128 whenSet, Lanes128 whenClear) =>
        new(Vector128.ConditionalSelect(mask.Value, whenSet.Value, whenClear.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 CopySign(Lanes128 magnitude, Lanes128 sign) =>
        new(Vector128.ConditionalSelect(Vector128.Create(-0f), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 PowerOfTwo(Lanes128 power) =>
        new(((Vector128.ConvertToInt32Native(power.Value) + Vector128.Create(127)) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Mantissa(Lanes128 value, out Lanes128 exponent)
    {
        Vector128<int> shifted = value.Value.AsInt32() - Vector128.Create(FloatBits.SqrtHalf);
        exponent = new(Vector128.ConvertToSingle(shifted >> 23));
        return new(((shifted & Vector128.Create(FloatBits.MantissaMask)) + Vector128.Create(FloatBits.SqrtHalf)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 FirstLanes(int count) =>
        new(Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes128 LoadPart(ref readonly float source, Lanes128 mask)
    {
        if (!Avx.IsSupported) return LoadEach(in source, mask);

        float* pointer = (float*)Unsafe.AsPointer(in source);
        return new(Avx.MaskLoad(pointer, mask.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePart(Lanes128 value, ref float destination, Lanes128 mask)
    {
        // AVX's own masked store is several times slower than a plain one on AMD's cores; AVX-512's is not.
        if (Avx512F.VL.IsSupported) Avx512F.VL.MaskStore((float*)Unsafe.AsPointer(ref destination), mask.Value, value.Value);
        else if (Avx.IsSupported) Avx.MaskStore((float*)Unsafe.AsPointer(ref destination), mask.Value, value.Value);
        else StoreEach(value, ref destination, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Interleave(Lanes128 evens, Lanes128 odds, out Lanes128 first, out Lanes128 second)
    {
        (Vector128<float> lower, Vector128<float> upper) = Interleave(evens.Value, odds.Value);
        (first, second) = (new(lower), new(upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector128<float> Lower, Vector128<float> Upper) Interleave(Vector128<float> evens, Vector128<float> odds)
    {
        if (Sse.IsSupported) return (Sse.UnpackLow(evens, odds), Sse.UnpackHigh(evens, odds));
        if (AdvSimd.Arm64.IsSupported) return (AdvSimd.Arm64.ZipLow(evens, odds), AdvSimd.Arm64.ZipHigh(evens, odds));
        return (
            Vector128.Create(evens[0], odds[0], evens[1], odds[1]),
            Vector128.Create(evens[2], odds[2], evens[3], odds[3]));
    }

    private static Lanes128 LoadEach(ref readonly float source, Lanes128 mask)
    {
        Vector128<float> result = Vector128<float>.Zero;
        for (int i = 0; i < Count; i++)
        {
            if (mask.Value.AsInt32()[i] != 0) result = result.WithElement(i, Unsafe.Add(ref Unsafe.AsRef(in source), i));
        }

        return new(result);
    }

    private static void StoreEach(Lanes128 value, ref float destination, Lanes128 mask)
    {
        for (int i = 0; i < Count; i++)
        {
            if (mask.Value.AsInt32()[i] != 0) Unsafe.Add(ref destination, i) = value.Value[i];
        }
    }
}
