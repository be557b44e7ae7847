@main
enum Testbed {
    static func main() {}
}
