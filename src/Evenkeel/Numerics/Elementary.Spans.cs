using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

public static partial class Elementary
{
    /// <summary>Replaces numbers by their natural logarithms: the bits that <see cref="Log(double)"/> gives, several at a time.</summary>
    /// <param name="numbers">Positive normal numbers, or NaN.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void LogOfNormal(Span<double> numbers)
    {
        Vector256<long> sqrtHalf = Vector256.Create(0x3FE6A09E667F3BCD);
        ref double first = ref MemoryMarshal.GetReference(numbers);
        int i = 0;
        for (; i <= numbers.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> x = Vector256.LoadUnsafe(ref first, (nuint)i);
            Vector256<long> shifted = x.AsInt64() - sqrtHalf;
            Vector256<double> exponent = Vector256.ConvertToDouble(shifted >> 52);
            Vector256<double> f = ((shifted & Vector256.Create(0x000F_FFFF_FFFF_FFFF)) + sqrtHalf).AsDouble() - Vector256<double>.One;

            Vector256<double> s = f / (Vector256.Create(2.0) + f);
            Vector256<double> square = s * s;
            Vector256<double> sum = Vector256.Create(ArtanhSeries[^1]);
            for (int k = ArtanhSeries.Length - 2; k >= 0; k--) sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(ArtanhSeries[k]));

            Vector256<double> log = f - s * (f - square * sum);
            log = Vector256.FusedMultiplyAdd(exponent, Vector256.Create(Ln2Low), log);
            log = Vector256.FusedMultiplyAdd(exponent, Vector256.Create(Ln2High), log);
            Vector256.ConditionalSelect(Vector256.Equals(x, x), log, x).StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < numbers.Length; i++) numbers[i] = Log(numbers[i]);
    }
}
