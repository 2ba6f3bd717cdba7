using Evenkeel.Calibration;
using Evenkeel.Initialization;

namespace Evenkeel.Tests.Calibration;

public class StartsTests
{
    [Theory]
    [InlineData("lsuv", "lsuv")]
    [InlineData(" LSUV ", "lsuv")]
    [InlineData("lsuv(orthogonal)", "lsuv")]
    [InlineData("lsuv(init=he-normal)", "lsuv(he-normal)")]
    [InlineData("lsuv(normal(0.01))", "lsuv('normal(0.01)')")]
    [InlineData("lsuv(he-normal, tol=0.1)", "lsuv(init=he-normal, tol=0.1)")]
    [InlineData("auto", "auto")]
    [InlineData("auto(2)", "auto(2)")]
    [InlineData("auto(factor=1.5)", "auto")]
    [InlineData("auto(init=he-normal)", "auto(init=he-normal)")]
    [InlineData("fixup", "fixup-network")]
    [InlineData(" Fixup ", "fixup-network")]
    [InlineData("fixup-network(init=he-normal)", "fixup-network")]
    [InlineData("fixup-network(xavier)", "fixup-network(xavier)")]
    [InlineData("fixup(3)", "fixup(3)")]
    [InlineData("branch-scaled", "branch-scaled")]
    [InlineData("branch-scaled(xavier, 0.25)", "branch-scaled(init=xavier, factor=0.25)")]
    [InlineData("xavier*0.01", "xavier*0.01")]
    [InlineData("torch:xavier_uniform", "torch:xavier_uniform")]
    [InlineData("places", "places")]
    [InlineData("places(hidden=xavier)", "places")]
    [InlineData("Places( FIRST = siren-first , hidden = siren(30) )", "places(first=siren-first, hidden=siren)")]
    [InlineData("places(last=zero, hidden=mean-field(1.7, 0.05)*2)", "places(hidden=mean-field(w2=1.7, b2=0.05)*2, last=zero)")]
    [InlineData("places(hidden='normal(0.5, mean=0.1)', last=\"torch:kaiming_uniform(a=sqrt(5), mode='fan_in')\")", "places(hidden=normal(standardDeviation=0.5, mean=0.1), last=torch:kaiming_uniform(2.23606797749979))")]
    [InlineData("places(first=activation-gain('x*sigmoid(1.702*x)'))", "places(first=activation-gain('x*sigmoid(1.702*x)'))")]
    [InlineData("places(branchEnd=zero, branch=xavier*0.5)", "places(branch=xavier*0.5, branch-end=zero)")]
    public void Parse_GivesANameThatReadsBack(string text, string name)
    {
        IStart start = Starts.Parse(text);

        start.Name.ShouldBe(name);
        Starts.Parse(start.Name).Name.ShouldBe(name);
    }

    [Fact]
    public void Parse_WrapsTheCatalogue()
    {
        IInitializer rule = Starts.Parse("he-normal").Initializer.ShouldNotBeNull();

        rule.Name.ShouldBe("he-normal");
        Starts.Parse("lsuv").Initializer.ShouldBeNull();
    }

    [Theory]
    [InlineData("lsuv*2", "Scheme 'lsuv*2' multiplies a variance that 'lsuv' itself sets by what it measures; leave '*2' out.")]
    [InlineData("auto(2)*0.5", "Scheme 'auto(2)*0.5' multiplies a variance that 'auto' itself sets by what it measures; leave '*0.5' out.")]
    [InlineData("lsuv(lsuv)", "Scheme 'lsuv(lsuv)' draws its weights by 'lsuv', but 'lsuv' looks at data itself; name a rule that draws weights, such as orthogonal.")]
    [InlineData("lsuv(tol=0)", "Scheme 'lsuv(tol=0)' has a tol of 0; it must be above 0")]
    [InlineData("fixup-network*2", "Scheme 'fixup-network*2' multiplies a variance that 'fixup-network' itself sets; leave '*2' out.")]
    [InlineData("branch-scaled(fixup-network)", "Scheme 'branch-scaled(fixup-network)' draws its weights by 'fixup-network', but 'fixup-network' is a start of whole networks itself; name a rule that draws weights, such as orthogonal.")]
    [InlineData("branch-scaled(factor=-1)", "Scheme 'branch-scaled(factor=-1)' has a negative factor, -1; it must be 0 or more.")]
    [InlineData("lsuv(", "Scheme 'lsuv(' opens a parenthesis and does not close it.")]
    [InlineData("auto(factor=1)", "Scheme 'auto(factor=1)' has a factor of 1; it must be above 1")]
    [InlineData("auto(depth=3)", "Scheme 'auto' has no argument 'depth'; it takes 'factor', 'init'.")]
    [InlineData("places(siren-first)", "Scheme 'places(siren-first)' gives 'siren-first' without saying what it is; write first=siren-first or hidden=siren-first.")]
    [InlineData("places(first=lsuv)", "Scheme 'places(first=lsuv)' draws its weights by 'lsuv', but 'lsuv' looks at data itself; name a rule that draws weights, such as orthogonal.")]
    [InlineData("places(last=places(first=zero))", "Scheme 'places(last='places(first=zero)')' draws its weights by 'places(first=zero)', but 'places' is a start of whole networks itself; name a rule that draws weights, such as orthogonal.")]
    [InlineData("places(lst=zero)", "Scheme 'places' has no argument 'lst'; it takes 'first', 'hidden', 'branch', 'branch-end', 'last'. Did you mean 'last'?")]
    [InlineData("places(hidden=siren(1)", "Scheme 'siren(1' opens a parenthesis and does not close it.")]
    [InlineData("places(last=zeor)", "Unknown initializer 'zeor'. Did you mean 'zero'?")]
    [InlineData("lsvu", "Unknown initializer 'lsvu'. Did you mean 'lsuv'?")]
    [InlineData("hee-normal", "Unknown initializer 'hee-normal'. Did you mean 'he-normal'?")]
    public void Parse_RefusesInOneSentence(string text, string message) =>
        Should.Throw<FormatException>(() => Starts.Parse(text)).Message.ShouldStartWith(message);

    [Fact]
    public void Find_KnowsTheStartsOfWholeNetworksOnly()
    {
        Starts.Find("lsuv(he-normal)*2")!.Name.ShouldBe("lsuv");
        Initializers.All.Where(entry => Starts.Find(entry.Name) is not null).Select(entry => entry.Name).ShouldBeEmpty();
        Starts.Parse("fixup(branches=4)").Initializer.ShouldNotBeNull();
    }
}
