using Evenkeel.Numerics;
using Evenkeel.Numerics.Products;

namespace Evenkeel.Tests.Numerics.Products;

public class CacheSizesTests
{
    [Fact]
    public void Level2_IsWhatTheSystemSays()
    {
        const string File = "/sys/devices/system/cpu/cpu0/cache/index2/size";
        if (!System.IO.File.Exists(File)) return;

        string text = System.IO.File.ReadAllText(File).Trim();

        CacheSizes.Level2.ShouldBe(int.Parse(text.TrimEnd('K'), System.Globalization.CultureInfo.InvariantCulture) * 1024);
    }

    [Fact]
    public void Sizes_AreOnesThatACacheCanHave()
    {
        CacheSizes.Level2.ShouldBeInRange(64 << 10, 1 << 30);
        CacheSizes.Level3.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Theory]
    [InlineData(1024, 1, true)]
    [InlineData(1025, 1, true)]
    [InlineData(2048, 1, true)]
    [InlineData(512, 1, false)]
    [InlineData(512, 2, true)]
    [InlineData(1000, 1, false)]
    [InlineData(784, 2, false)]
    [InlineData(300, 2, false)]
    public void Collide_SaysWhichRowsShareASetOfTheFirstLevel(int apart, int every, bool expected) =>
        CacheSizes.Collide(apart, every).ShouldBe(expected);
}
