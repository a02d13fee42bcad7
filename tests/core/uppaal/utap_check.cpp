// Says what UPPAAL's own parser library (github.com/UPPAALModelChecker/utap, LGPL) thinks of documents.
//
// Usage: utap_check MODEL.xml|MODEL.xta ... A file of queries beside a model (.q for .xml) is checked with it,
// and so are the queries inside it. One line an error or warning; status 2 where there was any.
//
// Build libutap outside this repository, then, with its folder in UTAP:
//   g++ -std=c++17 -I$UTAP/include tests/core/uppaal/utap_check.cpp -o utap_check \
//       $UTAP/build/src/libUTAP.a -lxml2 -ldl
// and name the program in BARTIZAN_UTAP for tests/core/uppaal/test_own_parser.py.

#include "utap/property.hpp"
#include "utap/utap.hpp"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

namespace {

bool ends_with(const std::string& name, const std::string& ending)
{
    return name.size() >= ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
}

int told(const std::string& name, UTAP::Document& document)
{
    int count = 0;
    for (const auto& error : document.get_errors()) {
        std::cout << name << ": error: " << error << std::endl;
        ++count;
    }
    for (const auto& warning : document.get_warnings()) {
        std::cout << name << ": warning: " << warning << std::endl;
        ++count;
    }
    document.clear_errors();
    document.clear_warnings();
    return count;
}

int checked(const std::string& name)
{
    auto document = UTAP::Document{};
    if (ends_with(name, ".xml")) {
        UTAP::parse_XML_file(name, document, true);
    } else {
        auto* file = std::fopen(name.c_str(), "r");
        if (file == nullptr)
            throw std::runtime_error("cannot be opened");
        UTAP::parse_XTA(file, document, true);
        std::fclose(file);
    }
    int count = told(name, document);
    for (const auto& query : document.get_queries()) {
        if (query.formula.empty())
            continue;
        auto builder = std::make_shared<UTAP::TigaPropertyBuilder>(document);
        builder->parse(query.formula.c_str(), query.location, query.options);
        count += told(name + ": " + query.formula, document);
    }
    const auto beside = std::filesystem::path{name}.replace_extension(".q");
    if (ends_with(name, ".xml") && std::filesystem::exists(beside)) {
        auto* file = std::fopen(beside.c_str(), "r");
        auto builder = std::make_shared<UTAP::TigaPropertyBuilder>(document);
        builder->UTAP::PropertyBuilder::parse(file);
        std::fclose(file);
        count += told(beside.string(), document);
    }
    return count;
}

}  // namespace

int main(int count, char** names)
{
    int found = 0;
    for (int index = 1; index < count; ++index) {
        try {
            found += checked(names[index]);
        } catch (const std::exception& error) {
            std::cout << names[index] << ": error: " << error.what() << std::endl;
            ++found;
        }
    }
    return found == 0 ? 0 : 2;
}
