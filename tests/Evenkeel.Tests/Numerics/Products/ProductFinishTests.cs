using Evenkeel.Numerics;
using Evenkeel.Numerics.Products;

namespace Evenkeel.Tests.Numerics.Products;

/// <summary>Complete sums are handed on exactly once, each where it belongs, whether they are kept or not.</summary>
[Collection("kernel width")]
public class ProductFinishTests
{
    private enum Left
    {
        Dense,
        MostlyZero,
        Zero,
    }

    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 100, 6, 2 }, { 100, 1, 3 }, { 300, 10, 100 }, { 13, 4200, 40 }, { 10, 700, 300 }, { 33, 37, 1100 }, { 200, 300, 700 }, { 5, 40, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public unsafe void EverySum_IsHandedOnOnce(int m, int n, int k)
    {
        using Workers team = new(3);
        foreach (int lanes in WidthScope.All)
        foreach (Left kind in Enum.GetValues<Left>())
        foreach (Workers workers in (Workers[])[Workers.One, team])
        {
            using WidthScope scope = new(lanes);
            float[] a = Matrix(m * k, kind), b = Matrix(k * n, Left.Dense), kept = new float[m * n], expected = new float[m * n];
            MatrixProduct.Multiply(a, b, expected, m, n, k, accumulate: false, Workers.One);
            Collector whileKept = new(m, n), keptNowhere = new(m, n);

            fixed (float* pa = a, pb = b, pc = kept)
            {
                MatrixProduct.Compute(ProductOperands.Plain(pa, pb, pc, m, n, k) with { Finish = whileKept }, workers);
                MatrixProduct.Compute(ProductOperands.Plain(pa, pb, null, m, n, k) with { Finish = keptNowhere }, workers);
            }

            string how = $"{lanes} lanes, {kind}, {workers.Count} threads";
            kept.ShouldBe(expected, how);
            whileKept.ShouldHold(expected, how);
            keptNowhere.ShouldHold(expected, how);
        }
    }

    [Fact]
    public unsafe void WhatAFinishThrows_ReachesTheCaller()
    {
        using Workers team = new(3);
        float[] a = Matrix(300 * 200, Left.Dense), b = Matrix(200 * 300, Left.Dense);

        Should.Throw<NotSupportedException>(() =>
        {
            fixed (float* pa = a, pb = b)
            {
                MatrixProduct.Compute(ProductOperands.Plain(pa, pb, null, 300, 300, 200) with { Finish = new Thrower() }, team);
            }
        });

        // The team works on.
        float[] c = new float[300 * 300], expected = new float[300 * 300];
        MatrixProduct.Multiply(a, b, c, 300, 300, 200, accumulate: false, team);
        MatrixProduct.Multiply(a, b, expected, 300, 300, 200, accumulate: false, Workers.One);
        c.ShouldBe(expected);
    }

    private static float[] Matrix(int count, Left kind)
    {
        float[] values = new float[count];
        for (int i = 0; kind != Left.Zero && i < count; i++) values[i] = kind == Left.MostlyZero && i % 7 != 0 ? 0 : (i * 7919 % 2003 - 1001) / 1001f;
        return values;
    }

    private sealed class Collector(int m, int n) : IProductFinish
    {
        private readonly float[] sums = new float[m * n];
        private readonly int[] times = new int[m * n];

        public void Do(in ProductStrip strip)
        {
            for (int row = 0; row < strip.Rows; row++)
            {
                int start = (strip.Row + row) * n + strip.Column;
                strip.SumsOf(row).CopyTo(sums.AsSpan(start));
                for (int i = start; i < start + strip.Columns; i++) Interlocked.Increment(ref times[i]);
            }
        }

        public void ShouldHold(float[] expected, string how)
        {
            times.ShouldAllBe(count => count == 1, how);
            sums.ShouldBe(expected, how);
        }
    }

    private sealed class Thrower : IProductFinish
    {
        public void Do(in ProductStrip strip) => throw new NotSupportedException();
    }
}
