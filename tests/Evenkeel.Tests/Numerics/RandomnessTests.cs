using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public class RandomnessTests
{
    // Known answers published with the generator's reference implementation, Random123.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffffffffff, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0x299f31d0a4093822, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_GivesItsPublishedAnswers(uint c0, uint c1, uint c2, uint c3, ulong key, uint x0, uint x1, uint x2, uint x3) =>
        Philox.Block(new(c0, c1, c2, c3), key).ShouldBe(new Philox.Words(x0, x1, x2, x3));

    // These numbers are a promise: a change would change every weight that anyone has drawn.
    [Theory]
    [InlineData(1, "layers.1.weight", 0x50B7E7B00DB24E85)]
    [InlineData(1, "layers.2.weight", 0x809DA8A1C7CEFB23)]
    [InlineData(2, "layers.1.weight", 0xF9B70D00D185550E)]
    [InlineData(0, "a", 0x32570FB6904121DB)]
    [InlineData(1, "Ünïcode näme, longer", 0x4CAB7F31D8EE7224)]
    public void SeedFor_KeepsItsKeys(long seed, string name, ulong key) => ((Seed)seed).For(name).Key.ShouldBe(key);

    [Fact]
    public void SeedFor_GivesEachNameAndParentItsOwnKey()
    {
        HashSet<ulong> keys = [];
        for (int parent = 0; parent < 100; parent++)
        {
            for (int name = 0; name < 100; name++)
            {
                keys.Add(((Seed)parent).For($"layers.{name}.weight").Key);
            }
        }

        keys.Count.ShouldBe(10_000);
        new Seed(1).For(3).ShouldNotBe(new Seed(1).For("3"));
        new Seed(1).For("ab").For("c").ShouldNotBe(new Seed(1).For("abc"));
    }

    [Fact]
    public void SeedFor_FlipsHalfTheBitsWhenOneChanges()
    {
        double flipped = 0;
        for (int i = 0; i < 64; i++)
        {
            flipped += System.Numerics.BitOperations.PopCount(new Seed(1).For("w").Key ^ new Seed(1 ^ (1UL << i)).For("w").Key);
        }

        // 4096 fair coins have a standard error of 32.
        flipped.ShouldBe(2048, 4 * 32);
    }

    [Fact]
    public void SeedFor_RejectsAnEmptyName() => Should.Throw<ArgumentException>(() => new Seed(1).For(""));

    [Fact]
    public void Sequence_KeepsItsNumbers()
    {
        RandomSequence sequence = new Seed(42).Sequence();

        sequence.NextUInt32().ShouldBe(2632642643u);
        sequence.NextUInt32().ShouldBe(2012563771u);
        sequence.NextDouble().ShouldBe(0.07323173744158384);
        sequence.NextNormal().ShouldBe(-2.9550533475152116);
        sequence.NextBelow(10).ShouldBe(8);
    }

    [Fact]
    public void Sequence_HasTheMomentsOfItsDistributions()
    {
        RandomSequence sequence = new Seed(3).Sequence();
        const int count = 200_000;
        double uniform = 0, normal = 0, square = 0, fourth = 0;
        for (int i = 0; i < count; i++)
        {
            uniform += sequence.NextDouble() / count;
            double x = sequence.NextNormal();
            normal += x / count;
            square += x * x / count;
            fourth += x * x * x * x / count;
        }

        // Four standard errors; Var x⁴ = 96 for N(0, 1).
        double error = 4 / Math.Sqrt(count);
        uniform.ShouldBe(0.5, error * Math.Sqrt(1.0 / 12));
        normal.ShouldBe(0, error);
        square.ShouldBe(1, error * Math.Sqrt(2));
        fourth.ShouldBe(3, error * Math.Sqrt(96));
    }

    [Fact]
    public void NextBelow_IsFair()
    {
        RandomSequence sequence = new Seed(4).Sequence();
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) counts[sequence.NextBelow(7)]++;

        // χ² with 6 degrees of freedom exceeds 22.5 once in a thousand.
        counts.Sum(count => (count - 10_000.0) * (count - 10_000.0) / 10_000).ShouldBeLessThan(22.5);
        Should.Throw<ArgumentOutOfRangeException>(() => new Seed(1).Sequence().NextBelow(0));
    }

    [Fact]
    public void Shuffle_ReordersAndKeepsEveryItem()
    {
        int[] items = [.. Enumerable.Range(0, 100)];

        RandomSequence sequence = new Seed(5).Sequence();
        sequence.Shuffle<int>(items);

        items.ShouldNotBe(Enumerable.Range(0, 100));
        items.Order().ShouldBe(Enumerable.Range(0, 100));
    }
}
