using System.Reflection;

namespace Evenkeel.Guards;

/// <summary>What the libraries show to the outside changes only on purpose: a committed listing says what it is.</summary>
public class PublicSurfaceTests
{
    private static readonly string[] Libraries =
        [.. Repository.Files("src", ".csproj").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name is not ("Evenkeel.Cli" or "Evenkeel.Lab"))];

    public static TheoryData<string> Names => [.. Libraries];

    [Theory]
    [MemberData(nameof(Names))]
    public void Surface_IsTheCommittedOne(string library)
    {
        string committed = $"tests/Evenkeel.Guards/Surface/{library}.txt";
        string written = Path.Combine(AppContext.BaseDirectory, "surface", $"{library}.txt");
        IReadOnlyList<string> actual = SurfaceListing.Of(Assembly.Load(library));
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        File.WriteAllText(written, string.Join('\n', actual) + "\n");

        string[] expected = File.Exists(Repository.At(committed)) ? Repository.Read(committed).TrimEnd('\n').Split('\n') : [];

        string[] difference = [.. SurfaceListing.Missing(expected, actual).Select(line => "- " + line), .. SurfaceListing.Missing(actual, expected).Select(line => "+ " + line)];
        if (difference.Length > 0)
        {
            Assert.Fail($"The public surface of {library} is not the one in {committed}. If the change is meant, run tests/update-surface, "
                + $"or copy {Path.GetRelativePath(Repository.Root, written).Replace('\\', '/')} over it, and commit both together.\n{string.Join('\n', difference)}");
        }

        actual.ShouldBe(expected, $"{committed} has the right lines in another order: run tests/update-surface.");
    }

    [Fact]
    public void Listings_BelongToALibraryEach() =>
        Repository.Files("tests/Evenkeel.Guards/Surface", ".txt").Select(file => Path.GetFileNameWithoutExtension(file)).Except(Libraries)
            .ShouldBeEmpty("A listing without a library under src is stale: delete it.");

    [Fact]
    public void Missing_TellsAddedFromRemoved()
    {
        string[] before = ["sealed class A.B : C", "    One() : void", "    Two() : void"];
        string[] after = ["sealed class A.B : C", "    Two() : void", "    Three() : void"];

        SurfaceListing.Missing(before, after).ShouldBe(["sealed class A.B ▸ One() : void"]);
        SurfaceListing.Missing(after, before).ShouldBe(["sealed class A.B ▸ Three() : void"]);
    }

    [Fact]
    public void Missing_SeesAMemberMoveBetweenTypes() =>
        SurfaceListing.Missing(["class A", "    One() : void", "class B"], ["class A", "class B", "    One() : void"]).ShouldBe(["class A ▸ One() : void"]);

    [Theory]
    [InlineData("readonly record struct Evenkeel.Guards.SurfaceSample")]
    [InlineData("    new(int Count, string? Name)")]
    [InlineData("    Count : int { get, init }")]
    [InlineData("    Name : string? { get, init }")]
    [InlineData("    Make(ReadOnlySpan<int> sizes, ref double sum, IReadOnlyList<string?> names, bool quick = false) : static (int, SurfaceSample?)")]
    public void Of_WritesTheSignature(string line) => SurfaceListing.Of(typeof(SurfaceSample).Assembly).ShouldContain(line);
}
