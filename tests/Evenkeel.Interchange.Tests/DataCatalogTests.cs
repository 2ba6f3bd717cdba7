using Evenkeel.Interchange;

namespace Evenkeel.Interchange.Tests;

public class DataCatalogTests
{
    [Fact]
    public void All_HoldsEachNameOnce() =>
        DataCatalog.All.Select(set => set.Name).ShouldBe(["circle", "moon", "square", "gauss", "spiral", "xor", "digits", "shapeset", "blobs", "linear-modes", "image", "mnist", "fashion-mnist", "cifar10"]);

    [Fact]
    public void All_NamesAHashAMirrorAndASourceForWhatIsDownloaded()
    {
        foreach (DataSetInfo set in DataCatalog.All.Where(set => set.Files.Count > 0))
        {
            set.Source.ShouldNotBeNullOrEmpty();
            foreach (DataFile file in set.Files)
            {
                file.Sha256.ShouldMatch("^[0-9a-f]{64}$");
                file.Mirrors.ShouldNotBeEmpty();
                file.Mirrors.ShouldAllBe(mirror => mirror.Scheme == "https" && mirror.AbsolutePath.EndsWith(file.Name));
            }
        }
    }

    [Theory]
    [InlineData("/x", null, "/home/a", false, "/x/evenkeel")]
    [InlineData("x", null, "/home/a", false, "/home/a/.cache/evenkeel")]
    [InlineData("", "", "/home/a", false, "/home/a/.cache/evenkeel")]
    [InlineData(null, "/local", "/home/a", true, "/local/evenkeel")]
    [InlineData(null, "/local", null, false, null)]
    public void CacheFolder_FollowsThePlatform(string? cacheHome, string? localData, string? home, bool isWindows, string? folder) =>
        DataCatalog.CacheFolder(cacheHome, localData, home, isWindows)?.Replace('\\', '/').ShouldBe(folder);
}
