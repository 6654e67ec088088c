import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.ReleaseDetails;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Runs veraPDF's profiles over many files in one virtual machine.
 *
 * <p>Use: java Validate THREADS PROFILE,PROFILE < paths, one on each line, UTF-8. Prints one JSON object a file and
 * profile, in the order of the input, whatever the number of threads. The exit code says only whether it ran.
 *
 * <p>The profiles are read here, from the XML in the jar: veraPDF's own reader needs a JAXB runtime, which the jar
 * does not hold.
 */
public final class Validate {
  private static final Map<String, String> RESOURCES = Map.of("ua1", "PDFUA-1", "3a", "PDFA-3A");

  private Validate() {}

  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset(); // veraPDF logs each oddity of a file to stderr; the result says it better
    VeraGreenfieldFoundryProvider.initialise();
    Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
    for (String name : args[1].split(",")) profiles.put(name, readProfile(name));

    ExecutorService pool = Executors.newFixedThreadPool(Integer.parseInt(args[0]));
    List<Future<String>> lines = new ArrayList<>();
    for (String path : readLines()) {
      for (String name : profiles.keySet()) {
        lines.add(pool.submit(() -> validate(path, name, profiles.get(name))));
      }
    }
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8.name());
    for (Future<String> line : lines) out.println(line.get());
    out.flush();
    pool.shutdown();
  }

  private static List<String> readLines() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        .lines().filter(line -> !line.isEmpty()).collect(Collectors.toList());
  }

  private static String validate(String path, String name, ValidationProfile profile) {
    long start = System.nanoTime();
    String head = "{\"file\":" + quote(path) + ",\"profile\":" + quote(name)
        + ",\"version\":" + quote(ReleaseDetails.byId("core").getVersion())
        + ",\"rules\":" + profile.getRules().size();
    PDFAFlavour flavour = profile.getPDFAFlavour();
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour)) {
      ValidationResult result =
          Foundries.defaultInstance().createValidator(profile, -1, false, true, false).validate(parser);
      return head + ",\"checks\":" + result.getTotalAssertions() + ",\"compliant\":" + result.isCompliant()
          + ",\"error\":null,\"failed\":" + describeFailures(result) + ",\"milliseconds\":" + since(start) + "}";
    } catch (Throwable fault) { // a broken file may end in any exception, a stack overflow included
      return head + ",\"checks\":0,\"compliant\":false,\"error\":" + quote(describeFault(fault))
          + ",\"failed\":[],\"milliseconds\":" + since(start) + "}";
    }
  }

  private static String describeFailures(ValidationResult result) {
    Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
    Map<RuleId, Integer> count = new LinkedHashMap<>();
    for (TestAssertion test : result.getTestAssertions()) {
      if (test.getStatus() != TestAssertion.Status.FAILED) continue;
      first.putIfAbsent(test.getRuleId(), test);
      count.merge(test.getRuleId(), 1, Integer::sum);
    }
    return first.values().stream().map(test -> "{\"clause\":" + quote(test.getRuleId().getClause())
        + ",\"test\":" + test.getRuleId().getTestNumber()
        + ",\"description\":" + quote(test.getMessage())
        + ",\"message\":" + quote(test.getErrorMessage())
        + ",\"count\":" + count.get(test.getRuleId())
        + ",\"context\":" + quote(test.getLocation().getContext()) + "}").collect(Collectors.joining(",", "[", "]"));
  }

  private static String describeFault(Throwable fault) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (text.length() > 0) text.append(": ");
      text.append(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }
    return text.toString();
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static ValidationProfile readProfile(String name) throws Exception {
    String resource = "/org/verapdf/pdfa/validation/" + RESOURCES.get(name) + ".xml";
    try (InputStream xml = Validate.class.getResourceAsStream(resource)) {
      if (xml == null) throw new IllegalArgumentException("no profile " + name);
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
      Set<Rule> rules = new LinkedHashSet<>();
      for (Element rule : elements(document.getDocumentElement(), "rule")) rules.add(readRule(rule));
      Set<Variable> variables = new LinkedHashSet<>();
      for (Element variable : elements(document.getDocumentElement(), "variable")) {
        variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
            text(variable, "defaultValue"), text(variable, "value")));
      }
      return Profiles.profileFromValues(PDFAFlavour.fromString(name),
          Profiles.profileDetailsFromValues(name, name, "", new Date(0)), "", rules, variables);
    }
  }

  private static Rule readRule(Element rule) {
    Element id = elements(rule, "id").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : elements(rule, "argument")) {
      String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
    }
    Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"), deferred, rule.getAttribute("tags"), text(rule, "description"),
        text(rule, "test"), Profiles.errorFromValues(text(rule, "message"), arguments), new ArrayList<>());
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
    return elements;
  }

  private static String text(Element parent, String name) {
    List<Element> found = elements(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  private static String quote(String text) {
    if (text == null) return "null";
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') json.append('\\').append(c);
      else if (c < ' ' || Character.isSurrogate(c)) json.append(String.format("\\u%04x", (int) c));
      else json.append(c);
    }
    return json.append('"').toString();
  }
}
