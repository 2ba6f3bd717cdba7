using System.Globalization;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Integrals;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.MeanField;

public class GainsTests
{
    // The project's reference table, which was computed independently; "relu^2" is the square of relu.
    [Theory]
    [InlineData("linear", "0", "1", "1", "1", "1", "1", "1")]
    [InlineData("relu", ".3989423", ".5", ".5", "1.4142136", "1.7128586", "1.4142136", "1")]
    [InlineData("leaky-relu", ".3949529", ".50005", ".50005", "1.4141429", "1.7048316", "1.4141429", "1")]
    [InlineData("leaky-relu(0.2)", ".3191538", ".52", ".52", "1.3867505", "1.5464601", "1.3867505", "1")]
    [InlineData("tanh", "0", ".3942945", ".4644029", "1.5925374", "1.5925374", "1.4674136", "1.17781")]
    [InlineData("sigmoid", ".5", ".2933790", ".0448362", "1.8462285", "4.8013134", "4.7226461", ".15283")]
    [InlineData("erf", "0", ".4645591", ".56941", "1.467167", "1.467167", "1.3252184", "1.2257")]
    [InlineData("gelu", ".2820948", ".4252215", ".4558509", "1.5335304", "1.7009262", "1.4811144", "1.07203")]
    [InlineData("silu", ".206621", ".3557755", ".3794824", "1.6765325", "1.7871872", "1.6233203", "1.06663")]
    [InlineData("mish", ".2404039", ".4523422", ".4790838", "1.4868476", "1.5920254", "1.4447552", "1.05912")]
    [InlineData("elu", ".1605206", ".6449454", ".668102", "1.2451983", "1.2708434", "1.2234286", "1.0359")]
    [InlineData("selu", "0", "1", "1.071575", "1", "1", ".9660258", "1.07157")]
    [InlineData("softplus", ".8060592", ".9212459", ".293379", "1.0418668", "1.919126", "1.8462285", ".31846")]
    [InlineData("softsign", "0", ".183014", ".2276713", "2.3375334", "2.3375334", "2.0957806", "1.24401")]
    [InlineData("sin", "0", ".4323324", ".5676676", "1.5208666", "1.5208666", "1.3272506", "1.31304")]
    [InlineData("hard-tanh", "0", ".5160586", ".6826895", "1.3920361", "1.3920361", "1.2102871", "1.32289")]
    [InlineData("relu(x)^2", ".5", "1.5", "2", ".8164966", ".8944272", ".7071068", "1.3333")]
    public void Of_GivesTheReferenceTable(string name, string mean, string second, string slope, string keepSecond, string keepVariance, string keepGradient, string chi)
    {
        Gains gains = Gains.Of(Activations.Parse(name));

        ShouldAgree(gains.Moments.Mean, mean);
        ShouldAgree(gains.Moments.SecondMoment, second);
        ShouldAgree(gains.Moments.SlopeSecondMoment, slope);
        ShouldAgree(gains.SecondMoment, keepSecond);
        ShouldAgree(gains.Variance, keepVariance);
        ShouldAgree(gains.Gradient, keepGradient);
        ShouldAgree(gains.Chi, chi);
    }

    // Unit moments of the mean-field literature as the project's notes on papers print them.
    [Theory]
    [InlineData("tanh", "0", ".39429449", ".46440290", "1.592537")]
    [InlineData("erf", "0", ".46455905", ".56941003", "1.467167")]
    [InlineData("softsign", "0", ".18301402", ".22767134", "2.337533")]
    [InlineData("sigmoid", ".5", ".29337904", ".04483624", "1.846229")]
    [InlineData("elu", ".16052057", ".64494542", ".66810", "1.245198")]
    [InlineData("gelu", ".28209479", ".42522148", ".45585087", "1.533530")]
    [InlineData("silu", ".20662096", ".35577552", ".37948235", "1.676532")]
    [InlineData("mish", ".24040389", ".45234219", ".47908376", "1.486848")]
    [InlineData("softplus", ".80605918", ".92124591", ".29337904", "1.041867")]
    [InlineData("sin", "0", ".43233236", ".56766764", "1.520867")]
    public void Of_GivesThePublishedMoments(string name, string mean, string second, string slope, string keepSecond)
    {
        Gains gains = Gains.Of(Activations.Parse(name));

        ShouldAgree(gains.Moments.Mean, mean);
        ShouldAgree(gains.Moments.SecondMoment, second);
        ShouldAgree(gains.Moments.SlopeSecondMoment, slope);
        ShouldAgree(gains.SecondMoment, keepSecond);
    }

    public static TheoryData<string, double> ClosedForms
    {
        get
        {
            TheoryData<string, double> cases = [];
            foreach (string name in (string[])["linear", "relu", "leaky-relu", "leaky-relu(0.2)", "elu", "elu(0.5)", "selu", "gelu", "sin", "sin(3)", "erf", "hard-tanh"])
            {
                foreach (double q in (double[])[0.01, 0.1, 1, 5, 20, 100])
                {
                    cases.Add(name, q);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(ClosedForms))]
    public void ClosedForm_IsTheQuadrature(string name, double q)
    {
        Activation activation = Activations.Parse(name);

        ActivationMoments closed = ClosedMoments.Of(activation, q)!.Value;
        ActivationMoments measured = ActivationMoments.ByQuadrature(activation, q);

        // Of the closed forms elu's cancels most: at q = 0.01 its terms are 100 times their sum, 100·2⁻⁵² = 2·10⁻¹⁴.
        closed.Mean.ShouldBe(measured.Mean, 1e-12 * Math.Sqrt(measured.SecondMoment));
        closed.SecondMoment.ShouldBe(measured.SecondMoment, 1e-12 * measured.SecondMoment);
        closed.Variance.ShouldBe(measured.Variance, 1e-12 * measured.Variance);
        closed.SlopeSecondMoment.ShouldBe(measured.SlopeSecondMoment, 1e-12 * measured.SlopeSecondMoment);
    }

    // By mpmath 1.2.1 with 30 digits: quad of f(√q·z)·e^{−z²/2}/√(2π) over [−14, 14], parted at every whole z and at √q·z = ±½, ±1, … ±32.
    [Theory]
    [InlineData("tanh", 0.01, 0, 0.0098054687555324056, 0.0098054687555324056, 0.98067024346498152)]
    [InlineData("tanh", 1, 0, 0.39429449039784117, 0.39429449039784117, 0.46440290244826824)]
    [InlineData("tanh", 20, 0, 0.82510712643882568, 0.82510712643882568, 0.11799636699615206)]
    [InlineData("tanh", 100, 0, 0.92053686343051667, 0.92053686343051667, 0.053106787748115834)]
    [InlineData("sigmoid", 0.01, 0.50000000000000000, 0.25062189693581391, 0.00062189693581391382, 0.062190204178377764)]
    [InlineData("sigmoid", 1, 0.50000000000000000, 0.29337903585809296, 0.043379035858092963, 0.044836241350194372)]
    [InlineData("sigmoid", 20, 0.50000000000000000, 0.41711122125502774, 0.16711122125502774, 0.014414085976385483)]
    [InlineData("sigmoid", 100, 0.50000000000000000, 0.46074043989063592, 0.21074043989063592, 0.0066066455035341533)]
    [InlineData("softsign", 0.01, 0, 0.0075106853456559953, 0.0075106853456559953, 0.75678171099602424)]
    [InlineData("softsign", 1, 0, 0.18301402126654750, 0.18301402126654750, 0.22767134042218250)]
    [InlineData("softsign", 20, 0, 0.50887317145967328, 0.50887317145967328, 0.058480350750219497)]
    [InlineData("softsign", 100, 0, 0.67741350285385790, 0.67741350285385790, 0.026487841935953768)]
    [InlineData("softplus", 0.01, 0.69439562324080934, 0.48468839105428872, 0.0025031094782966905, 0.25062189693581391)]
    [InlineData("softplus", 1, 0.80605918334743978, 0.92124590885930028, 0.27151450180055873, 0.29337903585809296)]
    [InlineData("softplus", 20, 1.9234820747548664, 10.192605796606302, 6.4928225047030165, 0.41711122125502774)]
    [InlineData("softplus", 100, 4.0543130311711487, 50.093617027251567, 33.656162872527380, 0.46074043989063592)]
    [InlineData("silu", 0.01, 0.0024937810306418609, 0.0025185952815587472, 0.0025123763377299580, 0.25247528776878615)]
    [InlineData("silu", 1, 0.20662096414190704, 0.35577551981735216, 0.31308329699442092, 0.37948235163282931)]
    [InlineData("silu", 20, 1.6577755748994452, 9.7805192704368097, 7.0322994137036238, 0.50620951083989886)]
    [InlineData("silu", 100, 3.9259560109364077, 49.877173107472021, 34.464042507664310, 0.50715382912831717)]
    [InlineData("mish", 0.01, 0.0031863559644053568, 0.0036245251799874640, 0.0036143723156555624, 0.36345104959954781)]
    [InlineData("mish", 1, 0.24040388837479144, 0.45234219237588277, 0.39454816283016359, 0.47908375837396977)]
    [InlineData("mish", 20, 1.6954044696780987, 9.9680753203407796, 7.0936790045363044, 0.51363013542113053)]
    [InlineData("mish", 100, 3.9457764618245377, 49.984535659636209, 34.415383772947642, 0.50712462803625033)]
    public void ByQuadrature_GivesThirtyDigitValues(string name, double q, double mean, double second, double variance, double slope)
    {
        ActivationMoments moments = ActivationMoments.Of(Activations.Parse(name), q);

        moments.Mean.ShouldBe(mean, 1e-12 * Math.Sqrt(second));
        moments.SecondMoment.ShouldBe(second, 1e-12 * second);
        moments.Variance.ShouldBe(variance, 1e-12 * variance);
        moments.SlopeSecondMoment.ShouldBe(slope, 1e-12 * slope);
    }

    [Fact]
    public void Keeping_IsMeantAtTheGivenVariance()
    {
        // relu is homogeneous, so √2 keeps every second moment; and E tanh²(√q·z) of the test above is what q = 20 falls to.
        Gains.Of(Activations.Relu, 7).SecondMoment.ShouldBe(Math.Sqrt(2), 1e-15);
        Gains.Of(Activations.Relu, 7).Chi.ShouldBe(1, 1e-15);

        Gains gains = Gains.Of(Activations.Tanh, 20);

        (gains.SecondMoment * gains.SecondMoment * gains.Moments.SecondMoment).ShouldBe(20, 1e-13);
        (gains.Variance * gains.Variance * gains.Moments.Variance).ShouldBe(20, 1e-13);
        (gains.Gradient * gains.Gradient * gains.Moments.SlopeSecondMoment).ShouldBe(1, 1e-14);
        gains.Chi.ShouldBe(gains.SecondMoment * gains.SecondMoment * gains.Moments.SlopeSecondMoment, 1e-13);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(100)]
    public void Of_TakesFunctionsWithoutASlope(double q)
    {
        // Each is held to the library's own, of which it gets the values alone: kinks are found, slopes differentiated.
        foreach (Activation activation in Activations.All)
        {
            AreEqual(Gains.Of(activation.Value, variance: q), Gains.Of(activation, q), 1e-9, activation.Name);
        }

        AreEqual(Gains.Of(Math.Sin, Math.Cos, q), Gains.Of(Activations.Sin(), q), 1e-12, "sin");
    }

    [Fact]
    public void Of_FunctionsThatKeepNothing_IsInfinite()
    {
        Gains constant = Gains.Of(_ => 3, _ => 0);

        constant.SecondMoment.ShouldBe(1.0 / 3, 1e-15);
        constant.Variance.ShouldBeGreaterThan(1e15);
        constant.Gradient.ShouldBe(double.PositiveInfinity);
        Gains.Of(_ => 0, _ => 0).SecondMoment.ShouldBe(double.PositiveInfinity);
        Gains.Of(_ => 0, _ => 0).Variance.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Of_FunctionsWithoutMoments_SaysSo()
    {
        Should.Throw<QuadratureException>(() => Gains.Of(Activations.Parse("exp(x^2)")))
            .Message.ShouldStartWith("E φ of 'exp(x^2)' cannot be computed. The function is not finite at ");

        // E φ′² = E 1/(4|x|) is infinite.
        Should.Throw<QuadratureException>(() => Gains.Of(Activations.Parse("sqrt(abs(x))")))
            .Message.ShouldStartWith("E φ′² of 'sqrt(abs(x))' cannot be computed. ");
        Should.Throw<ArgumentOutOfRangeException>(() => Gains.Of(Activations.Tanh, 0))
            .Message.ShouldStartWith("Variance of the pre-activations is 0; it must be positive and finite.");
        Should.Throw<ArgumentOutOfRangeException>(() => Gains.Of(Activations.Tanh, double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => Gains.Of(Activations.Relu, double.PositiveInfinity));
    }

    private static void AreEqual(Gains actual, Gains expected, double tolerance, string what)
    {
        actual.SecondMoment.ShouldBe(expected.SecondMoment, tolerance * expected.SecondMoment, what);
        actual.Variance.ShouldBe(expected.Variance, tolerance * expected.Variance, what);
        actual.Gradient.ShouldBe(expected.Gradient, tolerance * expected.Gradient, what);
    }

    /// <summary>To half a unit of the last printed digit, or to 10⁻¹² where the table prints a whole number.</summary>
    private static void ShouldAgree(double actual, string printed)
    {
        int point = printed.IndexOf('.', StringComparison.Ordinal);
        double tolerance = point < 0 ? 1e-12 : 0.5000001 * Math.Pow(10, point + 1 - printed.Length);
        actual.ShouldBe(double.Parse(printed, CultureInfo.InvariantCulture), tolerance);
    }
}
