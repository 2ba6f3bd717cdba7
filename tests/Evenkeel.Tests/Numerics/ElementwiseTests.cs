using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

[Collection("kernel width")]
public class ElementwiseTests
{
    public static TheoryData<int> Widths => [.. WidthScope.All];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Run_TouchesEachElementOnceAndNothingElse(int lanes)
    {
        using WidthScope scope = new(lanes);
        for (int length = 0; length <= 257; length++)
        {
            float[] x = [.. Enumerable.Range(1, length).Select(i => (float)i)];
            float[] result = [.. Enumerable.Repeat(-1f, length + 20)];
            Span<float> window = result.AsSpan(10, length);

            Elementwise.Run(default(Square), x, window);
            Elementwise.Run(default(Sum), x, window, window);
            Elementwise.Run(default(Sum3), x, x, window, window);
            Elementwise.Run(default(Sum3), x, x, window, window);

            for (int i = 0; i < length; i++) window[i].ShouldBe(x[i] * x[i] + 5 * x[i]);
            result[..10].ShouldAllBe(value => value == -1);
            result[(10 + length)..].ShouldAllBe(value => value == -1);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void RunRows_GivesEachRowItsNumber(int lanes)
    {
        using WidthScope scope = new(lanes);
        for (int columns = 1; columns <= 67; columns++)
        {
            float[] x = [.. Enumerable.Range(1, 5 * columns).Select(i => (float)i)];
            float[] result = [.. Enumerable.Repeat(-1f, x.Length + 20)];
            Span<float> window = result.AsSpan(10, x.Length);

            Elementwise.RunRows(default(Sum), x, [100, 200, 300, 400, 500], window);
            Elementwise.RunRows(default(Sum), window, [1, 2, 3, 4, 5], window);

            for (int i = 0; i < x.Length; i++) window[i].ShouldBe(x[i] + 101 * (i / columns + 1));
            result[..10].ShouldAllBe(value => value == -1);
            result[(10 + x.Length)..].ShouldAllBe(value => value == -1);
        }
    }

    private readonly struct Square : IElementwise
    {
        public T Invoke<T>(T x)
            where T : struct, ILanes<T> => x * x;
    }

    private readonly struct Sum : IElementwise2
    {
        public T Invoke<T>(T x, T y)
            where T : struct, ILanes<T> => x + y;
    }

    private readonly struct Sum3 : IElementwise3
    {
        public T Invoke<T>(T x, T y, T z)
            where T : struct, ILanes<T> => x + y + z;
    }
}
