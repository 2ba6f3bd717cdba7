using Evenkeel.Numerics;
using Evenkeel.Numerics.Products;

namespace Evenkeel.Tests.Numerics.Products;

/// <summary>Every kernel of a product against a scalar loop of fused multiply-adds, whichever of them a product would choose.</summary>
public unsafe class ProductKernelTests
{
    public enum Form
    {
        NN,
        NT,
        TN,
    }

    public enum Start
    {
        Zero,
        Result,
        OneRow,
        OtherMatrix,
    }

    private delegate bool Kernel(in ProductOperands operands);

    public static TheoryData<Form, Start> Settings
    {
        get
        {
            TheoryData<Form, Start> data = [];
            foreach (Form form in Enum.GetValues<Form>())
            {
                foreach (Start start in Enum.GetValues<Start>()) data.Add(form, start);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Blocked_MatchesTheLoopAtEveryEdge(Form form, Start start)
    {
        for (int m = 1; m <= 40; m++)
        {
            for (int n = 1; n <= 40; n++) ShouldMatch(form, start, m, n, k: 1 + (7 * m + 3 * n) % 37, Blocked);
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Blocked_MatchesTheLoopAtEveryInnerLength(Form form, Start start)
    {
        for (int k = 1; k <= 70; k++) ShouldMatch(form, start, 10, 37, k, Blocked);
        foreach (int k in (int[])[255, 256, 383, 384, 385, 511, 513, 769, 1024, 1025, 1100])
        {
            ShouldMatch(form, start, 3, 35, k, Blocked);
            ShouldMatch(form, start, 14, 35, k, Blocked);
        }
    }

    [Theory]
    [InlineData(1, 1000, 1000)]
    [InlineData(10, 512, 512)]
    [InlineData(10, 300, 1000)]
    [InlineData(12, 1024, 1024)]
    [InlineData(25, 4096, 33)]
    [InlineData(100, 300, 784)]
    [InlineData(128, 96, 1024)]
    [InlineData(512, 3, 4096)]
    [InlineData(512, 700, 9)]
    [InlineData(37, 1100, 1030)]
    public void Blocked_MatchesTheLoopWhereItIsCut(int m, int n, int k)
    {
        foreach (Form form in Enum.GetValues<Form>())
        {
            ShouldMatch(form, Start.OneRow, m, n, k, Blocked);
            ShouldMatch(form, Start.Result, m, n, k, Blocked);
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Blocked_MatchesTheLoopWhereRowsCollideInTheCache(Form form, Start start)
    {
        ShouldMatch(form, start, 25, 97, 1024, Blocked);
        ShouldMatch(form, start, 1024, 33, 21, Blocked);
        ShouldMatch(form, start, 9, 512, 64, Blocked);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Tiny_MatchesTheLoop(Form form, Start start)
    {
        int taken = 0;
        for (int m = 1; m <= 19; m++)
        {
            for (int n = 1; n <= 16; n++)
            {
                foreach (int k in (int[])[1, 2, 3, 5, 16, 17, 33]) taken += ShouldMatch(form, start, m, n, k, Tiny);
            }
        }

        foreach ((int m, int n, int k) in ((int, int, int)[])[(100, 6, 2), (100, 3, 6), (100, 1, 3), (100, 6, 3), (100, 3, 1), (2, 6, 100), (6, 3, 100), (3, 1, 100)])
        {
            taken += ShouldMatch(form, start, m, n, k, Tiny);
        }

        taken.ShouldBeGreaterThan(400 * HardwareWidths);
    }

    [Fact]
    public void Tiny_LeavesOtherProductsAlone()
    {
        ShouldMatch(Form.NN, Start.Zero, 8, 17, 4, Tiny).ShouldBe(0);
        ShouldMatch(Form.NN, Start.Zero, 100, 16, 100, Tiny).ShouldBe(0);
        ShouldMatch(Form.NT, Start.Zero, 1, 4, 2000, Tiny).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Narrow_MatchesTheLoop(Form form, Start start)
    {
        int taken = 0;
        foreach (int m in (int[])[47, 48, 49, 64, 100, 257])
        {
            for (int n = 1; n <= 13; n++)
            {
                foreach (int k in (int[])[1, 4, 10, 31, 100]) taken += ShouldMatch(form, start, m, n, k, Narrow);
            }
        }

        foreach ((int m, int n, int k) in ((int, int, int)[])[(300, 10, 100), (100, 10, 300), (512, 3, 4096), (1000, 10, 10)]) taken += ShouldMatch(form, start, m, n, k, Narrow);

        taken.ShouldBe(form == Form.NT ? 0 : HardwareWidths * (5 * 11 * 5 + 4));
    }

    private static int HardwareWidths => (KernelWidth.Widest >= 16 ? 1 : 0) + (KernelWidth.Widest >= 8 ? 1 : 0) + (KernelWidth.Widest >= 4 ? 1 : 0);

    private static Kernel[] Blocked { get; } = [BlockedAt<Lanes512>(), BlockedAt<Lanes256>(), BlockedAt<Lanes128>(), BlockedAt<LanesScalar>()];

    private static Kernel[] Tiny { get; } = [TinyProduct<Lanes512>.TryRun, TinyProduct<Lanes256>.TryRun, TinyProduct<Lanes128>.TryRun, TinyProduct<LanesScalar>.TryRun];

    private static Kernel[] Narrow { get; } = [NarrowAt<Lanes512>(), NarrowAt<Lanes256>(), NarrowAt<Lanes128>(), NarrowAt<LanesScalar>()];

    private static Kernel BlockedAt<TLanes>()
        where TLanes : struct, ILanes<TLanes> =>
        (in ProductOperands operands) =>
        {
            BlockedProduct<TLanes>.Run(in operands, Workers.One);
            return true;
        };

    private static Kernel NarrowAt<TLanes>()
        where TLanes : struct, ILanes<TLanes> =>
        (in ProductOperands operands) => NarrowProduct<TLanes>.TryRun(in operands, Workers.One);

    /// <summary>Runs each width that the machine has; a result that no kernel touched must be as it was.</summary>
    /// <returns>How many of them took the product.</returns>
    private static int ShouldMatch(Form form, Start start, int m, int n, int k, Kernel[] kernels)
    {
        // Neither the rows of A and B nor those of C need to follow each other without a gap.
        int cRow = n + 3, aRow = (form == Form.TN ? m : k) + (k % 16 == 0 ? 0 : 2), bRow = (form == Form.NT ? k : n) + (k % 16 == 0 ? 0 : 1);
        float[] a = Values((form == Form.TN ? k : m) * aRow, 1), b = Values((form == Form.NT ? n : k) * bRow, 2), other = Values(m * cRow, 3);
        float[] initial = Values(m * cRow + 20, 4);
        float[]? expected = null;
        int taken = 0;
        for (int i = 0; i < kernels.Length; i++)
        {
            int lanes = 16 >> i;
            if (lanes > KernelWidth.Widest && lanes > 2) continue;

            float[] actual = [.. initial];
            fixed (float* pa = a, pb = b, pc = actual, po = other)
            {
                ProductOperands operands = new()
                {
                    A = pa,
                    ARow = form == Form.TN ? 1 : aRow,
                    AInner = form == Form.TN ? aRow : 1,
                    B = pb,
                    BStride = bRow,
                    BTransposed = form == Form.NT,
                    C = pc,
                    CRow = cRow,
                    M = m,
                    N = n,
                    K = k,
                    Start = start switch { Start.Zero => null, Start.Result => pc, _ => po },
                    StartRow = start == Start.OneRow ? 0 : cRow,
                };
                bool took = kernels[i](in operands);
                if (took) expected ??= ScalarLoop(operands, initial, start);
                taken += took ? 1 : 0;
                Bits.ShouldBeSame(actual, took ? expected : initial, $"{form} {m}×{n}×{k}, start {start}, kernel {i}");
            }
        }

        return taken;
    }

    private static float[] ScalarLoop(ProductOperands o, float[] initial, Start start)
    {
        float[] c = [.. initial];
        for (int i = 0; i < o.M; i++)
        {
            for (int j = 0; j < o.N; j++)
            {
                float sum = start switch { Start.Zero => 0, Start.Result => initial[i * o.CRow + j], _ => o.Start[i * o.StartRow + j] };
                for (int p = 0; p < o.K; p++) sum = MathF.FusedMultiplyAdd(o.A[i * o.ARow + p * o.AInner], o.BTransposed ? o.B[j * o.BStride + p] : o.B[p * o.BStride + j], sum);
                c[i * o.CRow + j] = sum;
            }
        }

        return c;
    }

    /// <summary>Values of many magnitudes, so that each rounding shows.</summary>
    private static float[] Values(int count, uint seed)
    {
        float[] values = new float[count];
        uint state = seed * 2654435761u;
        for (int i = 0; i < count; i++)
        {
            state = state * 1664525u + 1013904223u;
            values[i] = ((int)(state >> 8) - (1 << 23)) / (float)(1 << 23) * (1 << (int)(state >> 29));
        }

        return values;
    }
}
