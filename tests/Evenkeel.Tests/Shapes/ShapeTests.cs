using Evenkeel.Shapes;

namespace Evenkeel.Tests.Shapes;

public class ShapeTests
{
    [Theory]
    [InlineData("scalar", 1)]
    [InlineData("7", 7, 7)]
    [InlineData("512×300", 153_600, 512, 300)]
    [InlineData("2×3×4", 24, 2, 3, 4)]
    public void Constructor_KeepsAxesAndCountsElements(string text, int count, params int[] axes)
    {
        Shape shape = new(axes.AsSpan());

        shape.Axes.ShouldBe(axes);
        shape.Rank.ShouldBe(axes.Length);
        shape.Count.ShouldBe(count);
        shape.ToString().ShouldBe(text);
    }

    [Fact]
    public void Default_IsTheScalar()
    {
        Shape scalar = new([]);

        new Shape().ShouldBe(scalar);
        new Shape().Count.ShouldBe(scalar.Count);
        default(Shape).ToString().ShouldBe("scalar");
    }

    [Theory]
    [InlineData("A shape needs axes of 1 or more, but 3×0 has 0.", 3, 0)]
    [InlineData("A shape needs axes of 1 or more, but -2 has -2.", -2)]
    [InlineData("Shape 65536×32768 has more than 2147483647 elements, the most one tensor can hold.", 65_536, 32_768)]
    [InlineData("Shape 2147483647×2147483647×2147483647 has more than 2147483647 elements, the most one tensor can hold.", int.MaxValue, int.MaxValue, int.MaxValue)]
    public void Constructor_RefusesWhatNoTensorHas(string message, params int[] axes) =>
        Should.Throw<ArgumentException>(() => new Shape(axes.AsSpan())).Message.ShouldStartWith(message);

    [Fact]
    public void Constructor_AcceptsTheLargestTensor() => new Shape(int.MaxValue).Count.ShouldBe(int.MaxValue);

    [Fact]
    public void Equals_ComparesAxisByAxis()
    {
        Shape shape = new(2, 3);

        (shape == new Shape(2, 3)).ShouldBeTrue();
        (shape != new Shape(3, 2)).ShouldBeTrue();
        shape.Equals(new Shape(2, 3, 1)).ShouldBeFalse();
        shape.Equals((object)new Shape(2, 3)).ShouldBeTrue();
        shape.Equals("2×3").ShouldBeFalse();
        shape.GetHashCode().ShouldBe(new Shape(2, 3).GetHashCode());
    }
}
